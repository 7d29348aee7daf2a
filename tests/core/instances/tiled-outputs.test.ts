import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodingSchema, type Decoding } from '../../../src-main/contract/tool-file.ts'
import { runModel } from '../../../src-main/core/inference/run-model.ts'
import type { Session } from '../../../src-main/core/inference/session.ts'
import type { AxisSize, AxisSpec } from '../../../src-main/core/inference/tensor-spec.ts'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { readerOf, readTensor } from '../../../src-main/core/inference/tensor-reader.ts'
import type { RealImage } from '../../../src-main/core/images/types.ts'
import { decodeOutput } from '../../../src-main/core/instances/decode.ts'
import { outputChannels } from '../../../src-main/core/tools/output-channels.ts'
import { flowOutputOf, starOutputOf, type Disc } from './stars.ts'

const [height, width] = [96, 112]
const tileSide = 32
/** On the borders and corners of 32 x 32 tiles, wherever these begin. */
const discs: readonly Disc[] = [
  { y: 20, x: 20, radius: 9 },
  { y: 31.6, x: 55, radius: 10 },
  { y: 64, x: 31.5, radius: 11 },
  { y: 63.5, x: 64.5, radius: 8 },
  { y: 70, x: 95.8, radius: 12 },
]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-tiled-outputs-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A network that gives back what it is fed: its output in tiles is known exactly. */
const identity: Session = {
  inputs: [],
  outputs: [],
  provider: 'cpu',
  notes: [],
  threads: 1,
  sha256: '',
  run: (inputs) => Promise.resolve(inputs.map((tensor) => ({ ...tensor }))),
  close: () => Promise.resolve(),
}

function axis(id: string, type: AxisSpec['type'], size: AxisSize): AxisSpec {
  return { id, type, size, scale: 1, unit: null, halo: 0, channelNames: [] }
}

async function throughTiles(channels: readonly RealImage[]): Promise<{
  readonly channels: readonly RealImage[]
  readonly tiles: number
}> {
  const head = [
    axis('batch', 'batch', { kind: 'fixed', value: 1 }),
    axis('channel', 'channel', { kind: 'fixed', value: channels.length }),
  ]
  const side = (id: string): AxisSpec => axis(id, 'space', { kind: 'fixed', value: tileSide })
  const follows = (id: string): AxisSpec =>
    axis(id, 'space', { kind: 'reference', tensor: 'raw', axis: id, factor: 1, offset: 0 })
  const data = new Float32Array(channels.length * height * width)
  channels.forEach((channel, index) => data.set(channel.data, index * height * width))
  const tensor: Tensor = {
    axes: ['batch', 'channel', 'y', 'x'],
    shape: [1, channels.length, height, width],
    dtype: 'float32',
    data,
  }
  const run = await runModel(
    {
      inputs: [{ id: 'raw', axes: [...head, side('y'), side('x')] }],
      outputs: [{ id: 'out', axes: [...head, follows('y'), follows('x')] }],
      prepare: () =>
        Promise.resolve({
          before: [(box) => box],
          after: [(box) => box],
          finish: (_, whole) => Promise.resolve(whole),
        }),
    },
    [readerOf(tensor)],
    { session: identity, folder },
  )
  const output = outputChannels(await readTensor(run.outputs[0]!))
  run.close()
  return { ...output, tiles: run.tiles }
}

const stars = starOutputOf(discs, [height, width])
const flows = flowOutputOf(discs, [height, width])
const cases: readonly (readonly [Decoding['method'], readonly RealImage[]])[] = [
  ['stardist', [stars.probability, ...stars.distances]],
  ['cellpose', [flows.flowY, flows.flowX, flows.cellProbability]],
  ['threshold-watershed', [stars.probability]],
  ['threshold-components', [stars.probability]],
]

for (const [method, channels] of cases) {
  test(`${method}: an output that came in tiles gives the same objects, none cut`, async () => {
    const decoding = decodingSchema.parse({
      method,
      ...(method.startsWith('threshold') ? { threshold: 0.3 } : {}),
    })
    const tiled = await throughTiles(channels)
    expect(tiled.tiles).toBeGreaterThan(10)
    const whole = decodeOutput({ channels }, decoding)
    expect(Math.max(...whole.data)).toBe(discs.length)
    expect(decodeOutput({ channels: tiled.channels }, decoding)).toEqual(whole)
    // what would have come of decoding tile by tile
    expect(objectsByTile(channels, decoding)).not.toBe(discs.length)
  })
}

function objectsByTile(channels: readonly RealImage[], decoding: Decoding): number {
  let count = 0
  for (let top = 0; top < height; top += tileSide) {
    for (let left = 0; left < width; left += tileSide) {
      const tile = channels.map(({ data }) => tileOf(data, top, left))
      count += new Set(decodeOutput({ channels: tile }, decoding).data).size - 1
    }
  }
  return count
}

function tileOf(data: ArrayLike<number>, top: number, left: number): RealImage {
  const [rows, columns] = [Math.min(tileSide, height - top), Math.min(tileSide, width - left)]
  return {
    shape: [rows, columns],
    data: Float32Array.from(
      { length: rows * columns },
      (_, place) => data[(top + Math.floor(place / columns)) * width + left + (place % columns)]!,
    ),
  }
}
