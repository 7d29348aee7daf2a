import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runModel, type RunnableModel } from '../../../src-main/core/inference/run-model.ts'
import { openSession, type Session } from '../../../src-main/core/inference/session.ts'
import type { AxisSize, AxisSpec } from '../../../src-main/core/inference/tensor-spec.ts'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { convolutionModel, nearestUpscaleModel } from '../../fixtures/onnx/onnx-model.ts'

const kernel = [1, 2, 0, -1, 3, 0.5, 2, -2, 1]
let folder = ''
let convolution: Session // any size
let fixedConvolution: Session // 32 x 32
let upscale: Session // 16 x 16 -> 48 x 48

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-run-model-'))
  convolution = await open('any.onnx', convolutionModel(kernel, ['height', 'width']))
  fixedConvolution = await open('fixed.onnx', convolutionModel(kernel, [32, 32]))
  upscale = await open('up.onnx', nearestUpscaleModel(3, [16, 16]))
})
afterAll(async () => {
  await convolution.close()
  await fixedConvolution.close()
  await upscale.close()
  await rm(folder, { recursive: true })
})

async function open(name: string, bytes: Uint8Array): Promise<Session> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return openSession(path, { threads: 1 })
}

const axis = (id: string, type: AxisSpec['type'], size: AxisSize, halo = 0): AxisSpec => ({
  id,
  type,
  size,
  scale: 1,
  unit: null,
  halo,
  channelNames: [],
})
const one: AxisSize = { kind: 'fixed', value: 1 }

function model(side: AxisSize, factor: number, haloPx: number): RunnableModel {
  const follows = (id: string): AxisSize => ({
    kind: 'reference',
    tensor: 'raw',
    axis: id,
    factor,
    offset: 0,
  })
  const head = [axis('batch', 'batch', one), axis('channel', 'channel', one)]
  return {
    inputs: [{ id: 'raw', axes: [...head, axis('y', 'space', side), axis('x', 'space', side)] }],
    outputs: [
      {
        id: 'out',
        axes: [
          ...head,
          axis('y', 'space', follows('y'), haloPx),
          axis('x', 'space', follows('x'), haloPx),
        ],
      },
    ],
    preprocess: (inputs) => [...inputs],
    postprocess: (outputs) => [...outputs],
  }
}

/** Values that no two neighbourhoods share. */
function image(height: number, width: number): Tensor {
  const data = Float32Array.from({ length: height * width }, (_, i) => ((i * 7919) % 1013) / 100)
  return {
    axes: ['batch', 'channel', 'y', 'x'],
    shape: [1, 1, height, width],
    dtype: 'float32',
    data,
  }
}

const at = (tensor: Tensor, y: number, x: number) => tensor.data[y * tensor.shape[3]! + x]!

/** The 3 x 3 correlation by hand, mirrored at the edges (the border pixel not repeated). */
function byHand(source: Tensor, y: number, x: number): number {
  const [height, width] = [source.shape[2]!, source.shape[3]!]
  const mirror = (p: number, n: number) => (p < 0 ? -p : p >= n ? 2 * n - 2 - p : p)
  let sum = 0
  for (let j = 0; j < 3; j++) {
    for (let i = 0; i < 3; i++) {
      sum += kernel[j * 3 + i]! * at(source, mirror(y + j - 1, height), mirror(x + i - 1, width))
    }
  }
  return sum
}

test('tiled with a halo that covers the receptive field equals the computation by hand', async () => {
  const source = image(75, 100)
  const fixed = model({ kind: 'fixed', value: 32 }, 1, 1)
  const run = await runModel(fixed, [source], { session: fixedConvolution })
  const [output] = run.outputs
  expect(run.tiles).toBeGreaterThan(6)
  expect(output!.shape).toEqual([1, 1, 75, 100])
  for (let y = 0; y < 75; y++) {
    for (let x = 0; x < 100; x++) expect(at(output!, y, x)).toBeCloseTo(byHand(source, y, x), 3)
  }
})

test('tiled equals untiled away from the image edge, where a whole run pads with zeros', async () => {
  const source = image(70, 90)
  const tiled = await runModel(model({ kind: 'fixed', value: 32 }, 1, 2), [source], {
    session: fixedConvolution,
  })
  const whole = await runModel(model({ kind: 'parametrised', min: 1, step: 1 }, 1, 0), [source], {
    session: convolution,
  })
  expect(whole.tiles).toBe(1)
  for (let y = 1; y < 69; y++) {
    for (let x = 1; x < 89; x++) {
      expect(at(tiled.outputs[0]!, y, x)).toBeCloseTo(at(whole.outputs[0]!, y, x), 4)
    }
  }
})

test('a smaller image is padded by reflection and cut back', async () => {
  const source = image(20, 11)
  const run = await runModel(model({ kind: 'fixed', value: 32 }, 1, 1), [source], {
    session: fixedConvolution,
  })
  expect(run.tiles).toBe(1)
  expect(run.outputs[0]!.shape).toEqual([1, 1, 20, 11])
  expect(at(run.outputs[0]!, 10, 5)).toBeCloseTo(byHand(source, 10, 5), 4)
  expect(at(run.outputs[0]!, 19, 10)).toBeCloseTo(byHand(source, 19, 10), 4)
})

test('super-resolution tiles land at three times their place', async () => {
  const source = image(25, 40)
  const run = await runModel(model({ kind: 'fixed', value: 16 }, 3, 3), [source], {
    session: upscale,
  })
  const [output] = run.outputs
  expect(run.tiles).toBeGreaterThan(1)
  expect(output!.shape).toEqual([1, 1, 75, 120])
  for (let y = 0; y < 75; y++) {
    for (let x = 0; x < 120; x++) {
      expect(at(output!, y, x)).toBe(at(source, Math.floor(y / 3), Math.floor(x / 3)))
    }
  }
})

test('preprocessing sees the whole sample once and postprocessing the merged whole', async () => {
  const seen: number[][] = []
  const base = model({ kind: 'fixed', value: 32 }, 1, 1)
  const watched: RunnableModel = {
    ...base,
    preprocess(inputs) {
      seen.push([...inputs[0]!.shape])
      return [...inputs]
    },
    postprocess(outputs) {
      seen.push([...outputs[0]!.shape])
      return [...outputs]
    },
  }
  await runModel(watched, [image(40, 70)], { session: fixedConvolution })
  expect(seen).toEqual([
    [1, 1, 40, 70],
    [1, 1, 40, 70],
  ])
})

test('progress counts tiles, and a cancelled run stops between two', async () => {
  const stop = new AbortController()
  const counts: number[] = []
  const run = runModel(model({ kind: 'fixed', value: 32 }, 1, 1), [image(70, 70)], {
    session: fixedConvolution,
    signal: stop.signal,
    onTile(done) {
      counts.push(done)
      if (done === 2) stop.abort()
    },
  })
  await expect(run).rejects.toMatchObject({ code: 'cancelled' })
  expect(counts).toEqual([1, 2])
})

test('inputs of different sizes are refused', async () => {
  const base = model({ kind: 'fixed', value: 32 }, 1, 1)
  const two = { ...base, inputs: [base.inputs[0]!, { ...base.inputs[0]!, id: 'second' }] }
  await expect(
    runModel(two, [image(32, 32), image(32, 30)], { session: fixedConvolution }),
  ).rejects.toThrow(/32 and 30 pixels along x/)
})
