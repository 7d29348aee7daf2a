import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  runModel as runTiled,
  type RunModelOptions,
  type TiledModel,
} from '../../../src-main/core/inference/run-model.ts'
import { openSession, type Session } from '../../../src-main/core/inference/session.ts'
import type { AxisSize, AxisSpec } from '../../../src-main/core/inference/tensor-spec.ts'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import {
  readerOf,
  readTensor,
  type TensorReader,
} from '../../../src-main/core/inference/tensor-reader.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { unheldReader } from '../../fixtures/unheld-reader.ts'
import {
  convolutionModel,
  nearestUpscaleModel,
  onnxModel,
  type Size,
} from '../../fixtures/onnx/onnx-model.ts'

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

function model(side: AxisSize, factor: number, haloPx: number): TiledModel {
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
    prepare: () =>
      Promise.resolve({
        before: [(box) => box],
        after: [(box) => box],
        finish: (_, whole) => Promise.resolve(whole),
      }),
  }
}

/** Runs on tensors in memory and gives the outputs as tensors. */
async function runModel(
  of: TiledModel,
  inputs: readonly Tensor[],
  options: Omit<RunModelOptions, 'folder'>,
): Promise<{ outputs: Tensor[]; tiles: number; notes: readonly string[] }> {
  const run = await runTiled(of, inputs.map(readerOf), { ...options, folder })
  const outputs = await Promise.all(run.outputs.map(readTensor))
  run.close()
  return { outputs, tiles: run.tiles, notes: run.notes }
}

const spatial = ([height, width]: readonly [Size, Size]) => ({
  inputs: { x: [1, 1, height, width] },
})

/** The same correlation without padding: two pixels less. */
const validConvolution = (size: readonly [Size, Size]): Uint8Array =>
  onnxModel({
    ...spatial(size),
    outputs: { y: [1, 1, 'h', 'w'] },
    weights: { w: { shape: [1, 1, 3, 3], values: kernel } },
    nodes: [
      { type: 'Conv', inputs: ['x', 'w'], outputs: ['y'], integers: { kernel_shape: [3, 3] } },
    ],
  })

/** The largest of 2 x 2 pixels. */
const halvingModel = (size: readonly [Size, Size]): Uint8Array =>
  onnxModel({
    ...spatial(size),
    outputs: { y: [1, 1, 'h', 'w'] },
    nodes: [
      {
        type: 'MaxPool',
        inputs: ['x'],
        outputs: ['y'],
        integers: { kernel_shape: [2, 2], strides: [2, 2] },
      },
    ],
  })

const batchedConvolution = ([batch, height, width]: readonly [Size, Size, Size]): Uint8Array =>
  onnxModel({
    inputs: { x: [batch, 1, height, width] },
    outputs: { y: [batch, 1, height, width] },
    weights: { w: { shape: [1, 1, 3, 3], values: kernel } },
    nodes: [
      {
        type: 'Conv',
        inputs: ['x', 'w'],
        outputs: ['y'],
        integers: { pads: [1, 1, 1, 1], kernel_shape: [3, 3] },
      },
    ],
  })

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

test('the model is prepared once with the whole sample, and finishes the merged whole', async () => {
  const seen: number[][] = []
  const base = model({ kind: 'fixed', value: 32 }, 1, 1)
  const watched: TiledModel = {
    ...base,
    prepare(inputs) {
      seen.push([...inputs[0]!.shape])
      return Promise.resolve({
        before: [(box) => box],
        after: [(box) => box],
        finish(_, whole) {
          seen.push([...whole.shape])
          return Promise.resolve(whole)
        },
      })
    },
  }
  await runModel(watched, [image(40, 70)], { session: fixedConvolution })
  expect(seen).toEqual([
    [1, 1, 40, 70],
    [1, 1, 40, 70],
  ])
})

test('steps see where a box begins in the whole, before and behind the network', async () => {
  const source = image(40, 70)
  const before: string[] = []
  const after: string[] = []
  const watched: TiledModel = {
    ...model({ kind: 'fixed', value: 32 }, 1, 4),
    prepare: () =>
      Promise.resolve({
        before: [
          (box, origin) => {
            before.push(origin.join())
            return box
          },
        ],
        after: [
          (box, origin) => {
            after.push(origin.join())
            return box
          },
        ],
        finish: (_, whole) => Promise.resolve(whole),
      }),
  }
  await runModel(watched, [source], { session: fixedConvolution })
  expect(before.slice(0, 3)).toEqual(['0,0,-4,-4', '0,0,-4,20', '0,0,-4,42'])
  // behind the network only the part that is used
  expect(after.slice(0, 3)).toEqual(['0,0,0,0', '0,0,0,24', '0,0,0,48'])
})

test('a tensor that is read from elsewhere, piece by piece, gives the same', async () => {
  const source = image(75, 100)
  const side: AxisSize = { kind: 'fixed', value: 32 }
  const elsewhere = unheldReader(source)
  const reads: number[] = []
  const reader: TensorReader = {
    ...elsewhere,
    read(box) {
      reads.push(box.size[3]!)
      return elsewhere.read(box)
    },
  }
  const session = fixedConvolution
  const [expected] = (await runModel(model(side, 1, 1), [source], { session })).outputs
  const run = await runTiled(model(side, 1, 1), [reader], { session, folder, mostInMemory: 100 })
  const actual = await readTensor(run.outputs[0]!)
  expect(run.outputs[0]!.data).toBeUndefined()
  run.close()
  expect(actual.data).toEqual(expected!.data)
  // whole bands of rows, not one read per tile
  expect(reads.length).toBeLessThan(5)
})

test('a network without padding gives the whole image, with mirrored surroundings', async () => {
  const valid = await open('valid.onnx', validConvolution([32, 32]))
  const source = image(75, 100)
  const base = model({ kind: 'fixed', value: 32 }, 1, 0)
  const [output] = base.outputs
  const cropped: TiledModel = {
    ...base,
    outputs: [
      {
        ...output!,
        axes: output!.axes.map((own) =>
          own.size.kind === 'reference' ? { ...own, size: { ...own.size, offset: -2 } } : own,
        ),
      },
    ],
  }
  const run = await runModel(cropped, [source], { session: valid })
  expect(run.outputs[0]!.shape).toEqual([1, 1, 75, 100])
  for (let y = 0; y < 75; y++) {
    for (let x = 0; x < 100; x++)
      expect(at(run.outputs[0]!, y, x)).toBeCloseTo(byHand(source, y, x), 3)
  }
  const small = await runModel(cropped, [image(20, 31)], { session: valid })
  expect(small.outputs[0]!.shape).toEqual([1, 1, 20, 31])
  expect(at(small.outputs[0]!, 19, 30)).toBeCloseTo(byHand(image(20, 31), 19, 30), 3)
  await expect(runModel(base, [source], { session: valid })).rejects.toMatchObject({
    code: 'shape-mismatch',
  })
  await valid.close()
})

test('an output of half the size is put together from tiles that begin at even pixels', async () => {
  const pooled = await open('pool.onnx', halvingModel([32, 32]))
  const source = image(75, 101)
  const run = await runModel(model({ kind: 'fixed', value: 32 }, 0.5, 1), [source], {
    session: pooled,
  })
  expect(run.tiles).toBeGreaterThan(4)
  expect(run.outputs[0]!.shape).toEqual([1, 1, 37, 50])
  const at2 = (y: number, x: number) => at(run.outputs[0]!, y, x)
  for (let y = 0; y < 37; y++) {
    for (let x = 0; x < 50; x++) {
      const block = [0, 1].flatMap((j) => [0, 1].map((i) => at(source, 2 * y + j, 2 * x + i)))
      expect(at2(y, x)).toBe(Math.max(...block))
    }
  }
  await pooled.close()
})

test('several blocks at once give the same as one after another', async () => {
  const session = await open('batch.onnx', batchedConvolution(['n', 32, 32]))
  const source = image(75, 100)
  const free = (tensor: TiledModel['inputs'][number]) => ({
    ...tensor,
    axes: tensor.axes.map((own) =>
      own.id === 'batch' ? { ...own, size: { kind: 'any' } as const } : own,
    ),
  })
  const base = model({ kind: 'fixed', value: 32 }, 1, 1)
  const batched = { ...base, inputs: base.inputs.map(free), outputs: base.outputs.map(free) }
  const one = await runModel(batched, [source], { session })
  const five = await runModel(batched, [source], { session, tiling: { batch: 5 } })
  expect(one.tiles % 5).not.toBe(0)
  expect(five.outputs[0]!.shape).toEqual([1, 1, 75, 100])
  five.outputs[0]!.data.forEach((value, i) =>
    expect(value).toBeCloseTo(one.outputs[0]!.data[i]!, 4),
  )
  await session.close()
})

test('blended tiles of a network that does not care for them are the same picture', async () => {
  const source = image(60, 70)
  const identity = model({ kind: 'fixed', value: 16 }, 3, 12)
  const options = { session: upscale, tiling: { blend: 'linear' as const } }
  const run = await runModel(identity, [source], options)
  for (let y = 0; y < 180; y++) {
    for (let x = 0; x < 210; x++) {
      expect(at(run.outputs[0]!, y, x)).toBeCloseTo(at(source, (y / 3) | 0, (x / 3) | 0), 4)
    }
  }
})

test('blending mixes where tiles disagree, and is refused for whole numbers', async () => {
  const source = image(20, 60)
  // each tile answers with its own number
  const numbered = (type: 'float32' | 'uint8'): TiledModel => {
    let tile = 0
    return {
      ...model({ kind: 'fixed', value: 32 }, 1, 8),
      prepare: () =>
        Promise.resolve({
          before: [(box) => box],
          after: [
            (box) => {
              tile++
              const data = type === 'uint8' ? new Uint8Array(box.data.length) : box.data
              return { ...box, dtype: type, data: data.fill(tile) }
            },
          ],
          finish: (_, whole) => Promise.resolve(whole),
        }),
    }
  }
  const options = { session: fixedConvolution, tiling: { blend: 'linear' as const } }
  const run = await runModel(numbered('float32'), [source], options)
  const values = new Set(run.outputs[0]!.data)
  expect(Math.min(...values)).toBe(1)
  expect(Math.max(...values)).toBe(run.tiles)
  expect([...values].some((value) => !Number.isInteger(value))).toBe(true)
  await expect(runModel(numbered('uint8'), [source], options)).rejects.toThrow(/cannot be blended/)
})

test('a block that does not fit into memory is halved, and the run says so', async () => {
  const source = image(200, 300)
  const sides: number[] = []
  const small: Session = {
    ...convolution,
    provider: 'webgpu',
    run(tensors, axes) {
      sides.push(tensors[0]!.shape[2]!)
      if (tensors[0]!.shape[2]! > 100)
        throw new TouchstoneError('out-of-memory', 'The device has no memory left.')
      return convolution.run(tensors, axes)
    },
  }
  const any = model({ kind: 'parametrised', min: 16, step: 16 }, 1, 16)
  const run = await runModel(any, [source], { session: small })
  expect(sides[0]).toBe(208)
  expect(run.notes.join()).toMatch(/did not fit into the memory of webgpu; blocks of \d+ were used/)
  expect(at(run.outputs[0]!, 100, 150)).toBeCloseTo(byHand(source, 100, 150), 3)
  const fixed = model({ kind: 'fixed', value: 208 }, 1, 16)
  await expect(runModel(fixed, [source], { session: small })).rejects.toMatchObject({
    code: 'out-of-memory',
  })
})

test('an overlap that was asked for takes the place of the stated halo, and is noted', async () => {
  const source = image(75, 100)
  const of = model({ kind: 'fixed', value: 32 }, 1, 0)
  const run = await runModel(of, [source], { session: fixedConvolution, tiling: { overlapPx: 1 } })
  expect(run.notes.join()).toMatch(/overlap by 1 pixels along y .* the description states 0/)
  expect(at(run.outputs[0]!, 40, 50)).toBeCloseTo(byHand(source, 40, 50), 3)
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

test('rows of the first output are told as soon as they will not change', async () => {
  const source = image(75, 100)
  const base = model({ kind: 'fixed', value: 32 }, 1, 1)
  const seen: number[] = []
  const [expected] = (await runModel(base, [source], { session: fixedConvolution })).outputs
  const final: TiledModel = {
    ...base,
    prepare: async (inputs) => ({ ...(await base.prepare(inputs)), isFinal: [true] }),
  }
  const onRows = async (output: TensorReader, rows: number): Promise<void> => {
    seen.push(rows)
    const start = [0, 0, 0, 0]
    const there = await output.read({ start, size: [1, 1, rows, 100] })
    expect([...there]).toEqual([...expected!.data.slice(0, rows * 100)])
  }
  await runModel(final, [source], { session: fixedConvolution, onRows })
  expect(seen).toEqual([30, 60, 75])
  seen.length = 0
  // what still waits for the whole output is never handed on early
  await runModel(base, [source], { session: fixedConvolution, onRows })
  expect(seen).toEqual([])
})
