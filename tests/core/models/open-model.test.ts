import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readerOf, readTensor } from '../../../src-main/core/inference/tensor-reader.ts'
import { bindImage, type ImageForModel } from '../../../src-main/core/models/bind-image.ts'
import {
  openModel,
  type OpenModel,
  type OpenModelOptions,
} from '../../../src-main/core/models/open-model.ts'
import { description04, description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { writeCzann } from '../../fixtures/onnx/czann.ts'
import { identityModel, nearestUpscaleModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'
import { readNpyTensor } from '../../../src-main/core/models/packages/npy-tensor.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-open-model-'))
})
afterAll(() => rm(folder, { recursive: true }))

const open = (path: string, options: Partial<OpenModelOptions> = {}) =>
  openModel(path, { cacheDir: join(folder, 'cache'), threads: 1, ...options })
const weights = identityModel([1, 1, 'y', 'x'])
async function predict(model: OpenModel, image: ImageForModel) {
  const input = readerOf(bindImage(model.description, image))
  const run = await model.predict(input, { folder: join(folder, 'cache') })
  const outputs = await Promise.all(run.outputs.map(readTensor))
  run.close()
  return { ...run, outputs }
}
const plane = { axes: 'yx', shape: [2, 3], data: Float32Array.from([0, 2, 4, 6, 8, 10]) } as const

test('predicts an image through pre, network and post', async () => {
  const description = description05({
    inputs: [input05({ preprocessing: [{ id: 'scale_linear', kwargs: { gain: 0.1 } }] })],
    outputs: [output05({ postprocessing: [{ id: 'binarize', kwargs: { threshold: 0.5 } }] })],
  })
  const path = await writePackage(join(folder, 'tiny'), { description, weights })
  const model = await open(path)
  const prediction = await predict(model, plane)
  expect(prediction.outputs[0]).toMatchObject({
    shape: [1, 1, 2, 3],
    data: Uint8Array.of(0, 0, 0, 1, 1, 1),
  })
  expect(prediction.tiles).toBe(1)
  expect(model.provider).toBe('cpu')
  expect(model.imageInput).toMatchObject({ channels: 1, isVolume: false })
  await model.close()
})

test('the digest follows description and weights, not the place', async () => {
  const digest = async (name: string, changes: Record<string, unknown>) => {
    const description = description05(changes)
    const model = await open(await writePackage(join(folder, name), { description, weights }))
    await model.close()
    return model.digest
  }
  const first = await digest('first', {})
  expect(first).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(await digest('second', {})).toBe(first)
  expect(await digest('third', { name: 'Other' })).not.toBe(first)
})

test('a zip gives the same model as its folder', async () => {
  const path = await writePackage(join(folder, 'zipped'), { description: description04(), weights })
  const names = await readdir(path)
  const contents = await Promise.all(
    names.map(async (name) => [name, await readFile(join(path, name))] as const),
  )
  await writeFile(`${path}.zip`, zipSync(Object.fromEntries(contents)))
  const [unpacked, zipped] = [await open(path), await open(`${path}.zip`)]
  expect(zipped.digest).toBe(unpacked.digest)
  await unpacked.close()
  await zipped.close()
})

test('a bare ONNX file runs with settings and has them in its digest', async () => {
  const path = join(folder, 'up.onnx')
  await writeFile(path, nearestUpscaleModel(2, [4, 4]))
  await expect(open(path)).rejects.toThrow(/without settings/)
  const parameters = { inputAxes: 'bcyx', outputScale: 2 }
  const model = await open(path, { parameters })
  const { outputs } = await predict(model, plane)
  expect(outputs[0]?.shape).toEqual([1, 1, 4, 6])
  expect([...outputs[0]!.data.slice(0, 6)]).toEqual([0, 0, 2, 2, 4, 4])
  await model.close()
  const other = await open(path, { parameters: { ...parameters, gain: 2 } })
  expect(other.digest).not.toBe(model.digest)
  await other.close()
})

test('an invalid description and another kind of resource are refused with the reason', async () => {
  const broken = description05({ inputs: [] })
  await expect(
    open(await writePackage(join(folder, 'broken'), { description: broken, weights })),
  ).rejects.toThrow(/is not a valid model description: inputs/)
  const dataset = { type: 'dataset', format_version: '0.3.0', name: 'Cells' }
  await expect(
    open(await writePackage(join(folder, 'dataset'), { description: dataset })),
  ).rejects.toThrow(/describes a dataset, not a model/)
})

const real = join(import.meta.dirname, '../../../../shared/real/models/unet2d_nuclei_broad_v0_5')
describe.skipIf(!existsSync(real))('on a real U-Net (needs ../shared/real)', () => {
  test('the package input as an image gives the package output, tiles included', async () => {
    const model = await open(real)
    const axes = ['batch', 'channel', 'y', 'x']
    const input = await readNpyTensor(join(real, 'test_input.npy'), axes)
    const expected = await readNpyTensor(join(real, 'test_output.npy'), axes)
    const data = Float32Array.from(input.data)
    const whole = await predict(model, { axes: 'yx', shape: [512, 512], data })
    expect(whole.tiles).toBe(1)
    const [image] = whole.outputs
    let worst = 0
    image!.data.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(value - expected.data[i]!))
    })
    expect(worst).toBeLessThan(1e-4)
    await model.close()
  })
})

test('a ZEISS container predicts by the range of the stored type, and takes settings of a tool', async () => {
  const path = await writeCzann(join(folder, 'cells.czann'))
  const model = await open(path)
  expect(model.imageInput).toMatchObject({ channels: 1, isVolume: false })
  const image = { axes: 'yx', shape: [1, 2], data: Float32Array.of(0, 51) } as const
  const input = readerOf(bindImage(model.description, image))
  const foreground = async (options: { readonly storedType?: string }, from = model) => {
    const run = await from.predict(input, { folder: join(folder, 'cache'), ...options })
    const output = await readTensor(run.outputs[0]!)
    run.close()
    return output.data[3]
  }
  expect(await foreground({ storedType: 'uint8' })).toBeCloseTo(0.2)
  expect(await foreground({ storedType: 'uint16' })).toBeCloseTo(51 / 65_535)
  await expect(foreground({ storedType: 'float32' })).rejects.toThrow(/stored as float32/)
  await expect(foreground({})).rejects.toMatchObject({ code: 'dtype-mismatch' })
  const changed = await open(path, { parameters: { normalisation: 'none', gain: 0.01 } })
  expect(await foreground({}, changed)).toBeCloseTo(0.51)
  expect(changed.digest).not.toBe(model.digest)
  await model.close()
  await changed.close()
})

test('a setting that says what is the default anyway leaves the digest as it is', async () => {
  const path = join(folder, 'same.onnx')
  await writeFile(path, weights)
  const digest = async (parameters: Record<string, unknown>) => {
    const model = await open(path, { parameters: { inputAxes: 'bcyx', ...parameters } })
    await model.close()
    return model.digest
  }
  const plain = await digest({})
  expect(await digest({ normalisation: 'none', haloPx: 0 })).toBe(plain)
  expect(await digest({ haloPx: 1 })).not.toBe(plain)
})
