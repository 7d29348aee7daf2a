import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modelCheckSchema } from '../../../src-main/contract/model-check.ts'
import { checkModel } from '../../../src-main/core/models/check-model.ts'
import { description05, input05 } from '../../fixtures/onnx/description.ts'
import { identityModel, onnxModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage, type PackageContents } from '../../fixtures/onnx/package.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-check-'))
})
afterAll(() => rm(folder, { recursive: true }))

const check = (path: string) => checkModel(path, { cacheDir: join(folder, 'cache'), threads: 1 })
const tensor = { shape: [1, 1, 8, 8], values: Array.from({ length: 64 }, (_, index) => index) }
const weights = identityModel([1, 1, 'y', 'x'])
const whole: PackageContents = {
  description: description05(),
  weights,
  testInput: tensor,
  testOutput: tensor,
}

test('a whole package is valid and reproduces its outputs', async () => {
  const result = await check(await writePackage(join(folder, 'whole'), whole))
  expect(result).toMatchObject({
    valid: true,
    type: 'model',
    formatVersion: '0.5.4',
    name: 'Tiny',
    errors: [],
    testOutputs: { status: 'passed', passed: true },
  })
})

test('format 0.5 is valid without authors, documentation, licence and citation', async () => {
  const { format_version, type, name, inputs, outputs, weights: stated } = description05()
  const description = { format_version, type, name, inputs, outputs, weights: stated }
  const result = await check(await writePackage(join(folder, 'bare'), { ...whole, description }))
  expect(result).toMatchObject({ valid: true, errors: [], testOutputs: { status: 'passed' } })
})

test('absent weights are a warning, the description stays valid', async () => {
  const description = description05()
  const result = await check(await writePackage(join(folder, 'no-weights'), { description }))
  expect(result).toMatchObject({
    valid: true,
    warnings: [{ code: 'weights-missing' }],
    testOutputs: { status: 'not-run' },
  })
  expect(result.testOutputs.reason).toMatch(/names weights\.onnx, but there is no such file/)
})

test('weights that are a pointer cannot run, the description stays valid', async () => {
  const path = await writePackage(join(folder, 'pointer'), {
    ...whole,
    weights: new TextEncoder().encode(
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9\n`,
    ),
  })
  expect(await check(path)).toMatchObject({
    valid: true,
    warnings: [{ code: 'model-git-lfs-pointer' }],
    testOutputs: { status: 'cannot-run' },
  })
})

test('absent test tensors are a warning', async () => {
  const description = description05()
  const result = await check(await writePackage(join(folder, 'no-test'), { description, weights }))
  expect(result.valid).toBe(true)
  expect(result.warnings.map((warning) => warning.code)).toContain('test-tensors-missing')
})

test('an unknown processing step makes the model invalid and is named', async () => {
  const input = input05({ preprocessing: [{ id: 'deconvolve', kwargs: {} }] })
  const description = description05({ inputs: [input] })
  const result = await check(await writePackage(join(folder, 'unknown'), { ...whole, description }))
  expect(result).toMatchObject({
    valid: false,
    errors: [{ field: 'inputs.0.preprocessing.0', code: 'model-unknown-operation' }],
    testOutputs: { status: 'not-run' },
  })
})

test('a dataset is judged as one', async () => {
  const description = { type: 'dataset', format_version: '0.3.0', name: 'Cells' }
  const result = await check(await writePackage(join(folder, 'dataset'), { description }))
  expect(result).toMatchObject({
    valid: true,
    type: 'dataset',
    warnings: [{ code: 'not-a-model' }],
    testOutputs: { status: 'not-run', reason: 'This is a dataset, not a model.' },
  })
})

test('a bare ONNX file needs settings', async () => {
  const path = join(folder, 'bare.onnx')
  await writeFile(path, weights)
  expect(await check(path)).toMatchObject({
    valid: false,
    errors: [
      { field: 'settings', message: expect.stringContaining('without settings') as unknown },
    ],
  })
  await writeFile(
    join(folder, 'bare.tool.yaml'),
    'formatVersion: 1\nkind: model\nsource: bare.onnx\nsettings: { parameters: { inputAxes: bcyx } }\n',
  )
  expect(await check(path)).toMatchObject({ valid: true, testOutputs: { status: 'not-run' } })
})

test('weights with another hash are told, and looked at all the same', async () => {
  const stated = { source: 'weights.onnx', sha256: 'a'.repeat(64) }
  const description = description05({ weights: { onnx: stated } })
  const path = await writePackage(join(folder, 'hash'), { ...whole, description })
  const result = await check(path)
  expect(result.testOutputs.status).toBe('passed')
  expect(result.warnings[0]).toMatchObject({ code: 'weights-hash-mismatch' })
  const external = {
    ...stated,
    sha256: null,
    external_data: { source: 'test_input.npy', sha256: 'a'.repeat(64) },
  }
  const second = description05({ format_version: '0.5.6', weights: { onnx: external } })
  const other = await check(
    await writePackage(join(folder, 'hash-2'), { ...whole, description: second }),
  )
  expect(other.warnings[0]?.message).toMatch(/^test_input\.npy has the SHA-256/)
})

test('a test tensor that is damaged is no absent one: the test cannot run', async () => {
  const stated = { source: 'test_input.npy', sha256: '0'.repeat(64) }
  const changed = description05({ inputs: [input05({ test_tensor: stated })] })
  const hashed = await check(
    await writePackage(join(folder, 'changed'), { ...whole, description: changed }),
  )
  expect(hashed.testOutputs.status).toBe('cannot-run')
  expect(hashed.warnings.map(({ code }) => code)).toContain('weights-hash-mismatch')
  const odd = { shape: [1, 1, 8, 9], values: Array.from({ length: 72 }, () => 1) }
  const shaped = await check(await writePackage(join(folder, 'odd'), { ...whole, testInput: odd }))
  expect(shaped.testOutputs.status).toBe('cannot-run')
  expect(shaped.testOutputs.reason).toMatch(
    /size 9 along x .* asks for 8 and any number of steps of 4/,
  )
  expect(shaped.warnings.map(({ code }) => code)).toContain('shape-mismatch')
})

test('sizes that the description allows and the network does not take are a warning', async () => {
  // the graph leaves y and x open, but adds a table of 8 x 8
  const picky = onnxModel({
    inputs: { x: [1, 1, 'y', 'x'] },
    outputs: { y: [1, 1, 'y', 'x'] },
    weights: { w: { shape: [1, 1, 8, 8], values: new Array<number>(64).fill(0) } },
    nodes: [{ type: 'Add', inputs: ['x', 'w'], outputs: ['y'] }],
  })
  const path = await writePackage(join(folder, 'sizes'), { ...whole, weights: picky })
  const result = await check(path)
  expect(result.testOutputs.status).toBe('passed')
  expect(result.warnings.find(({ code }) => code === 'shape-test')?.message).toMatch(/12 x 12/)
})

test('as another program does it is said', async () => {
  const path = await writePackage(join(folder, 'as-core'), whole)
  const result = await checkModel(path, { cacheDir: folder, threads: 1, program: 'core' })
  expect(result.testOutputs.status).toBe('passed')
  expect(result.warnings.find(({ code }) => code === 'other-program')?.message).toMatch(
    /as bioimageio\.core does it: eps is taken as 1e-6/,
  )
})

test('a dump needs a folder of its own', async () => {
  const path = await writePackage(join(folder, 'dumped'), whole)
  const options = { cacheDir: folder, threads: 1, dumpDir: join(folder, 'dump') }
  await checkModel(path, options)
  await expect(checkModel(path, options)).rejects.toMatchObject({ code: 'conflict' })
})

test('the answer is what the contract says', async () => {
  const result = await check(await writePackage(join(folder, 'contract'), whole))
  expect(modelCheckSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result)
})

test('nothing to judge is an error, not a verdict', async () => {
  await expect(check(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'file-not-found' })
})

const real = join(import.meta.dirname, '../../../../shared/real/models')
describe.skipIf(!existsSync(real))(
  'each real model does as its index says (needs ../shared/real)',
  () => {
    test.each([
      ['unet2d_nuclei_broad_v0_5', '0.5.4'],
      ['unet2d_nuclei_broad_v0_5/v0_4_9.bioimageio.yaml', '0.4.9'],
      ['unet2d_multi_tensor_v0_4/rdf_v0_4.yaml', '0.4.0'],
      ['unet2d_nuclei_broad_2021_v0_3', '0.3.2'],
    ])('%s reproduces its test outputs', async (name, formatVersion) => {
      const result = await check(join(real, name))
      expect(result).toMatchObject({
        valid: true,
        formatVersion,
        testOutputs: { status: 'passed' },
      })
      expect(result.testOutputs.maxAbsDifference).toBeLessThan(1e-5)
      // the index: the weights of the oldest are not those that its description states
      const changed = result.warnings.filter(({ code }) => code === 'weights-hash-mismatch')
      expect(changed).toHaveLength(formatVersion === '0.3.2' ? 1 : 0)
    })

    test('several inputs and outputs are compared one by one', async () => {
      const { testOutputs } = await check(join(real, 'unet2d_multi_tensor_v0_4/rdf_v0_4.yaml'))
      expect(testOutputs.outputs.map(({ id, passed }) => [id, passed])).toEqual([
        ['output0', true],
        ['output1', true],
      ])
    })

    test.each([
      'czann_n2v_tobacco_leaf/N2V_tobacco_leaf.czann',
      'czann_simple_kidney_regression/simple_regmodel.czann',
      'czann_simple_nuclei_seg/simple_nuclei_segmodel.czann',
      'czann_simple_pytorch_nuclei_seg/simple_pytorch_nuclei_segmodel_pytorch.czann',
    ])('%s is valid and has no test of its own', async (name) => {
      expect(await check(join(real, name))).toMatchObject({
        valid: true,
        errors: [],
        testOutputs: { status: 'not-run' },
      })
    })

    test.each([
      ['super_resolution_subpixel_cnn/super_resolution.onnx', 'model-invalid', /without settings/],
      [
        'negative_git_lfs_pointer/super-resolution-10.onnx',
        'model-git-lfs-pointer',
        /240078 bytes/,
      ],
      [
        'negative_custom_ops/pytorch_superresolution_with_pre_post_processing_op18.onnx',
        'model-not-runnable',
        /com\.microsoft\.extensions/,
      ],
      ['tiny_js_example_matmul/model.onnx', 'model-no-image-input', /3 x 4/],
      ['mnist_ort_format/mnist.ort', 'model-invalid', /ORT format/],
    ])('%s is refused with the reason', async (name, code, message) => {
      const { valid, errors } = await check(join(real, name))
      expect(valid).toBe(false)
      expect(errors[0]?.code).toBe(code)
      expect(errors[0]?.message).toMatch(message)
    })
  },
)
