import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modelCheckSchema } from '../../../src-main/contract/model-check.ts'
import { checkModel } from '../../../src-main/core/models/check-model.ts'
import { description05, input05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
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
describe.skipIf(!existsSync(real))('on real packages (needs ../shared/real)', () => {
  test.each([
    'unet2d_nuclei_broad_v0_5',
    'unet2d_nuclei_broad_v0_5/v0_4_9.bioimageio.yaml',
    'unet2d_multi_tensor_v0_4/rdf_v0_4.yaml',
  ])('%s reproduces its test outputs', async (name) => {
    const result = await check(join(real, name))
    expect(result).toMatchObject({ valid: true, testOutputs: { status: 'passed' } })
    expect(result.testOutputs.maxAbsDifference).toBeLessThan(1e-5)
  })

  test.each([
    ['negative_git_lfs_pointer/super-resolution-10.onnx', 'model-git-lfs-pointer', /240078 bytes/],
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
})
