import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bareModelSchema } from '../../../../src-main/contract/bare-model.ts'
import { inspectWeights } from '../../../../src-main/core/models/bare/inspect-weights.ts'
import { parseBareOnnxSettings } from '../../../../src-main/core/models/bare-onnx.ts'
import { channelsModel, halvingModel } from '../../../fixtures/onnx/bare-models.ts'
import { czannManifest, writeCzann } from '../../../fixtures/onnx/czann.ts'
import { identityModel, nearestUpscaleModel, onnxModel } from '../../../fixtures/onnx/onnx-model.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-inspect-'))
})
afterEach(() => rm(folder, { recursive: true }))

const inspect = async (path: string) =>
  bareModelSchema.parse(await inspectWeights(path, join(folder, 'cache')))
async function inspected(bytes: Uint8Array | string, name = 'net.onnx') {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return inspect(path)
}

test('the graph suggests axes and sizes, each with where it comes from', async () => {
  const model = await inspected(halvingModel(['height', 'width']))
  expect(model).toMatchObject({
    ...{ format: 'onnx', name: 'net', cannotRun: null, decoding: null },
    inputs: [{ name: 'image', dtype: 'float32', shape: [null, 1, null, null] }],
    suggestion: { inputAxes: 'bcyx', sizeMultiple: 2 },
  })
  expect(model.origins['inputAxes']).toMatch(/names of the dimensions \(batch, height, width\)/)
  expect(model.origins['sizeMultiple']).toMatch(/sides of 64, 128, 66; 65 were not taken/)
})

test('what nothing tells is open: the normalisation before all', async () => {
  const { open, suggestion } = await inspected(halvingModel(['h', 'w']))
  expect(open[0]).toMatch(/How images were normalised/)
  expect(suggestion).not.toHaveProperty('normalisation')
})

test('suggestions are settings that can be used as they are', async () => {
  for (const bytes of [halvingModel(['h', 'w']), nearestUpscaleModel(2, ['h', 'w'])]) {
    const { suggestion } = await inspected(bytes)
    expect(parseBareOnnxSettings('net.onnx', suggestion).inputAxes).toBe('bcyx')
  }
})

test('an enlarging network and one of classes say what they give', async () => {
  expect(await inspected(nearestUpscaleModel(2, ['h', 'w']))).toMatchObject({
    ...{ suggestion: { outputScale: 2 }, decoding: { method: 'none' } },
  })
  const classes = await inspected(channelsModel(2, true))
  expect(classes.decoding).toMatchObject({ method: 'threshold-components', channel: 1 })
  expect(classes.origins['decoding']).toMatch(/sum to 1/)
})

test('a trial decides where the order of the axes is open', async () => {
  const model = await inspected(
    onnxModel({
      inputs: { x: ['n', 'p', 'q', 'r'] },
      outputs: { y: ['n', 'p', 'q', 1] },
      weights: { k: { shape: [3, 1], values: [1, 2, 3] } },
      // three values per pixel at the end: only channels fit there
      nodes: [{ type: 'MatMul', inputs: ['x', 'k'], outputs: ['y'] }],
    }),
  )
  expect(model.suggestion).toMatchObject({ inputAxes: 'byxc', inputChannels: 3 })
})

test('a network that takes none of the tried sizes can still run with one of a person', async () => {
  const model = await inspected(
    onnxModel({
      inputs: { x: ['a', 'b', 'c', 'd'] },
      outputs: { y: ['a', 'b', 'c', 'd'] },
      weights: { k: { shape: [5, 1], values: [1, 2, 3, 4, 5] } },
      // five values at the end fit neither sides of 64 nor one or three channels
      nodes: [{ type: 'MatMul', inputs: ['x', 'k'], outputs: ['y'] }],
    }),
  )
  expect(model.cannotRun).toBeNull()
  expect(model.open).toContainEqual(expect.stringMatching(/trial with small images did not run/))
})

test('a tool file beside the weights counts more than the graph', async () => {
  await writeFile(
    join(folder, 'net.tool.yaml'),
    'formatVersion: 1\nkind: model\nsource: net.onnx\nsettings:\n' +
      '  decoding: { method: none }\n' +
      '  parameters: { inputAxes: bcyx, normalisation: percentile, sizeMultiple: 8 }\n',
  )
  const model = await inspected(halvingModel(['h', 'w']))
  expect(model).toMatchObject({
    suggestion: { sizeMultiple: 8, normalisation: 'percentile' },
    origins: { sizeMultiple: 'net.tool.yaml beside it', decoding: 'net.tool.yaml beside it' },
    decoding: { method: 'none' },
  })
  expect(model.open.join()).not.toMatch(/normalised/)
})

test('a container says most things itself', async () => {
  const path = await writeCzann(join(folder, 'cells.czann'))
  expect(await inspect(path)).toMatchObject({
    ...{ format: 'czann', name: 'Two classes', cannotRun: null },
    open: [expect.stringMatching(/standardised images/)],
    suggestion: {
      ...{ inputAxes: 'byxc', normalisation: 'type-range', haloPx: 4, blockPx: 32 },
      outputChannels: 'Background, Cell',
    },
    decoding: { method: 'threshold-components', channel: 1 },
  })
})

test('other outputs than the first are named', async () => {
  const model = await inspected(
    onnxModel({
      inputs: { x: [1, 1, 'h', 'w'] },
      outputs: { y: [1, 1, 'h', 'w'], features: [1, 1, 'h', 'w'] },
      nodes: [
        { type: 'Identity', inputs: ['x'], outputs: ['y'] },
        { type: 'Neg', inputs: ['x'], outputs: ['features'] },
      ],
    }),
  )
  expect(model.open).toContainEqual(expect.stringMatching(/more outputs than y.*features/))
})

test('the first output that may be an image is suggested', async () => {
  const model = await inspected(
    onnxModel({
      inputs: { x: [1, 1, 16, 16] },
      outputs: { classes: [1, 256], y: [1, 1, 16, 16] },
      nodes: [
        { type: 'Flatten', inputs: ['x'], outputs: ['classes'] },
        { type: 'Neg', inputs: ['x'], outputs: ['y'] },
      ],
    }),
  )
  expect(model).toMatchObject({ cannotRun: null, suggestion: { output: 1, inputAxes: 'bcyx' } })
  expect(model.open).toContainEqual(expect.stringMatching(/more outputs than y.*classes/))
})

test.each([
  ['noise', 'this is not a network', /not an ONNX file/],
  [
    'a pointer of Git LFS',
    `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 99\n`,
    /Git LFS pointer/,
  ],
  ['two dimensions', identityModel([3, 4]), /no image: three to five dimensions/],
  [
    'two inputs',
    onnxModel({
      inputs: { a: [1, 1, 8, 8], b: [1, 1, 8, 8] },
      outputs: { y: [1, 1, 8, 8] },
      nodes: [{ type: 'Add', inputs: ['a', 'b'], outputs: ['y'] }],
    }),
    /takes 2 inputs: a \(1 x 1 x 8 x 8\), b/,
  ],
  [
    'a vector as output',
    onnxModel({
      inputs: { x: [1, 1, 8, 8] },
      outputs: { y: [1, 64] },
      nodes: [{ type: 'Flatten', inputs: ['x'], outputs: ['y'] }],
    }),
    /gives y \(1 x 64\) for an image/,
  ],
  [
    'an operator of another domain',
    onnxModel({
      inputs: { x: [1, 1, 8, 8] },
      outputs: { y: [1, 1, 8, 8] },
      nodes: [{ type: 'Sharpen', domain: 'ai.example', inputs: ['x'], outputs: ['y'] }],
    }),
    /needs the operator Sharpen of the domain ai\.example/,
  ],
] as const)('%s cannot run, and the reason is the answer', async (_, bytes, sentence) => {
  const model = await inspected(bytes)
  expect(model.cannotRun).toMatch(sentence)
  expect(model.suggestion).toEqual({})
})

test('a container that cannot run names itself in the reason', async () => {
  const manifest = { ...czannManifest, Type: 'ObjectDetection' }
  const path = await writeCzann(join(folder, 'boxes.czann'), { manifest })
  expect((await inspect(path)).cannotRun).toMatch(/boxes\.czann .* type ObjectDetection/)
})

const real = resolve(import.meta.dirname, '../../../../../shared/real/models')
test.skipIf(!existsSync(real))(
  'the real files get their verdicts (needs ../shared/real)',
  async () => {
    const verdict = async (path: string) => (await inspect(join(real, path))).cannotRun
    expect(await verdict('mnist_ort_format/mnist.ort')).toMatch(/ORT format/)
    expect(await verdict('tiny_js_example_matmul/model.onnx')).toMatch(/2 inputs/)
    expect(await verdict('negative_git_lfs_pointer/super-resolution-10.onnx')).toMatch(
      /LFS pointer/,
    )
    expect(
      await verdict(
        'negative_custom_ops/pytorch_superresolution_with_pre_post_processing_op18.onnx',
      ),
    ).toMatch(/DecodeImage of the domain com\.microsoft\.extensions/)
    expect(await verdict('czann_n2v_tobacco_leaf/N2V_tobacco_leaf.czann')).toBeNull()
    expect(
      (await inspect(join(real, 'super_resolution_subpixel_cnn/super_resolution.onnx'))).suggestion,
    ).toMatchObject({ inputAxes: 'bcyx', outputScale: 3 })
  },
)
