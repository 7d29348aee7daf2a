/** Packages as they should not be: each gets a code and a sentence, and leaves nothing behind. */
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync, type Zippable } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkModel } from '../../../src-main/core/models/check-model.ts'
import { description05 } from '../../fixtures/onnx/description.ts'
import { identityModel, onnxModel, type Weight } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage, type PackageContents } from '../../fixtures/onnx/package.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-bad-'))
})
afterEach(() => rm(folder, { recursive: true }))

const check = (path: string) => checkModel(path, { cacheDir: join(folder, 'cache'), threads: 1 })
const tensor = { shape: [1, 1, 8, 8], values: Array.from({ length: 64 }, (_, index) => index) }
const good: PackageContents = {
  description: description05(),
  weights: identityModel([1, 1, 'y', 'x']),
  testInput: tensor,
  testOutput: tensor,
}

async function warned(contents: Partial<PackageContents>, path = join(folder, 'package')) {
  const { valid, warnings, testOutputs } = await check(
    await writePackage(path, { ...good, ...contents }),
  )
  expect(valid).toBe(true)
  expect(testOutputs.passed).toBeNull()
  return warnings.map(({ code, message }) => `${code}: ${message}`).join('\n')
}

const outside = (location: string): Uint8Array => {
  const weight: Weight = { shape: [1, 1, 8, 8], values: new Array<number>(64).fill(0), location }
  return onnxModel({
    inputs: { x: [1, 1, 8, 8] },
    outputs: { y: [1, 1, 8, 8] },
    weights: { w: weight },
    nodes: [{ type: 'Add', inputs: ['x', 'w'], outputs: ['y'] }],
  })
}

test('weights whose second file is absent, in the graph or in the description', async () => {
  expect(await warned({ weights: outside('absent.data') })).toMatch(
    /weights-missing: .*absent\.data/,
  )
  const stated = { source: 'weights.onnx', external_data: { source: 'other.data' } }
  const description = description05({ format_version: '0.5.6', weights: { onnx: stated } })
  expect(await warned({ description })).toMatch(/weights-missing: .*names other\.data/)
})

test('weights whose second file lies outside the package', async () => {
  await writeFile(join(folder, 'secret.data'), new Uint8Array(256))
  expect(await warned({ weights: outside('../secret.data') })).toMatch(/not-allowed: /)
  const stated = { source: 'weights.onnx', external_data: { source: '../secret.data' } }
  const description = description05({ format_version: '0.5.6', weights: { onnx: stated } })
  expect(await warned({ description })).toMatch(/not-allowed: .*outside its folder/)
})

test('weights that are a link out of the package', async () => {
  await writeFile(join(folder, 'elsewhere.onnx'), good.weights!)
  const path = await writePackage(join(folder, 'package'), { ...good, weights: undefined as never })
  await symlink(join(folder, 'elsewhere.onnx'), join(path, 'weights.onnx'))
  const { warnings } = await check(path)
  expect(warnings[0]).toMatchObject({ code: 'not-allowed' })
})

test('weights that are a pointer, of another format, cut off, or need custom operators', async () => {
  const pointer = strToU8(
    `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9\n`,
  )
  expect(await warned({ weights: pointer })).toMatch(/model-git-lfs-pointer: .*git lfs pull/)
  const ort = Uint8Array.from([24, 0, 0, 0, ...strToU8('ORTM'), ...new Uint8Array(64)])
  expect(await warned({ weights: ort })).toMatch(/model-invalid: .*ORT format/)
  expect(await warned({ weights: good.weights!.slice(0, 40) })).toMatch(
    /^model-(invalid|not-runnable): /,
  )
  const custom = onnxModel({
    inputs: { x: [1, 1, 8, 8] },
    outputs: { y: [1, 1, 8, 8] },
    nodes: [{ type: 'Sharpen', domain: 'org.example', inputs: ['x'], outputs: ['y'] }],
  })
  expect(await warned({ weights: custom })).toMatch(/model-not-runnable: .*Sharpen .*org\.example/)
})

test('a test tensor that is no array, or cut off', async () => {
  const path = await writePackage(join(folder, 'package'), good)
  await writeFile(join(path, 'test_input.npy'), 'not numpy at all')
  expect((await check(path)).warnings.at(-1)).toMatchObject({ code: 'format-corrupt' })
  const cut = { shape: [1, 1, 8, 8], values: tensor.values.slice(0, 10) }
  expect(await warned({ testInput: cut })).toMatch(/file-truncated: .*40 bytes .* needs 256/)
})

test('NaN in test tensors is said, and NaN instead of a number is not reproduced', async () => {
  const values = tensor.values.map((value) => (value === 5 ? Number.NaN : value))
  const path = await writePackage(join(folder, 'package'), {
    ...good,
    testOutput: { ...tensor, values },
  })
  const { warnings, testOutputs } = await check(path)
  expect(warnings.map(({ code }) => code)).toContain('test-tensor-not-finite')
  expect(testOutputs).toMatchObject({ status: 'ran-not-reproduced', maxAbsDifference: 'Infinity' })
})

async function zipped(contents: Zippable): Promise<string> {
  const path = join(folder, 'package.zip')
  await writeFile(path, zipSync(contents))
  return path
}

test('zips that leave their folder or are bombs are refused, and nothing is unpacked', async () => {
  const slip = await zipped({ 'rdf.yaml': strToU8('type: model'), '../evil.txt': strToU8('x') })
  await expect(check(slip)).rejects.toMatchObject({ code: 'format-corrupt' })
  const bomb = await zipped({ 'weights.onnx': new Uint8Array(64 * 1024 * 1024) })
  await expect(check(bomb)).rejects.toMatchObject({
    code: 'file-too-large',
    message: expect.stringContaining('times its size') as unknown,
  })
  expect(await readdir(join(folder, 'cache', 'packages'))).toEqual([])
  expect((await readdir(folder)).toSorted()).toEqual(['cache', 'package.zip'])
})

test('a description that is a bomb of aliases is an error of the description', async () => {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 9; i++) {
    const [here, before] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)]
    levels.push(`${here}: &${here} [${Array<string>(10).fill(`*${before}`).join(', ')}]`)
  }
  const path = await writePackage(join(folder, 'package'), good)
  await writeFile(join(path, 'rdf.yaml'), levels.join('\n'))
  const { valid, errors } = await check(path)
  expect(valid).toBe(false)
  expect(errors).toMatchObject([
    { code: 'model-invalid', message: expect.stringMatching(/^rdf\.yaml/) as unknown },
  ])
})
