import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { checkSeam } from '../../../src-main/core/tools/seam-check.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { convolutionModel, onnxModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'

let folder = ''
let image = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-seam-'))
  image = join(folder, 'image.tif')
  const data = Float32Array.from(
    { length: 300 * 300 },
    (_, i) => ((i * 7919) % 1013) / 100 + (i % 300) / 10,
  )
  await writeRealImage(image, { shape: [300, 300], data })
})
afterAll(async () => {
  await openModels.close()
  await rm(folder, { recursive: true })
})

const smooth = Array.from({ length: 9 }, () => 1 / 9)

/** The mean of 3 x 3 pixels, `times` over: each time one more pixel on every side counts. */
function smoothings(times: number): Uint8Array {
  const name = (step: number) => (step === 0 ? 'x' : step === times ? 'y' : `s${step}`)
  return onnxModel({
    inputs: { x: [1, 1, 'h', 'w'] },
    outputs: { y: [1, 1, 'h', 'w'] },
    weights: { w: { shape: [1, 1, 3, 3], values: smooth } },
    nodes: Array.from({ length: times }, (_, step) => ({
      type: 'Conv',
      inputs: [name(step), 'w'],
      outputs: [name(step + 1)],
      integers: { pads: [1, 1, 1, 1], kernel_shape: [3, 3] },
    })),
  })
}

const withHalo = (halo: number) => {
  const axes = (output05()['axes'] as { id?: string }[]).map((axis) =>
    axis.id === 'y' || axis.id === 'x' ? { ...axis, halo } : axis,
  )
  const sized = (input05()['axes'] as { id?: string }[]).map((axis) =>
    axis.id === 'y' || axis.id === 'x' ? { ...axis, size: { min: 64, step: 4 } } : axis,
  )
  return description05({ inputs: [input05({ axes: sized })], outputs: [output05({ axes })] })
}

async function seamOf(name: string, weights: Uint8Array, halo: number, keepDir?: string) {
  const model = await writePackage(join(folder, name), { description: withHalo(halo), weights })
  return checkSeam({ model, image, cacheDir: join(folder, 'cache'), threads: 1, keepDir })
}

test('a halo that covers what the network sees gives no seams', async () => {
  const seam = await seamOf('good', convolutionModel(smooth, ['h', 'w']), 4)
  expect(seam).toMatchObject({ status: 'seamless', haloPx: 4, message: null })
  expect(seam.maxAbsDifference).toBeLessThan(1e-5)
})

test('a halo that is too small is found, with the map and one that is enough', async () => {
  const keep = join(folder, 'kept')
  const seam = await seamOf('bad', smoothings(20), 4, keep)
  expect(seam.status).toBe('seams')
  expect(seam.maxAbsDifference).toBeGreaterThan(seam.tolerance!)
  expect(seam.sufficientHaloPx).toBe(32)
  expect(seam.message).toMatch(/With an overlap of 32 pixels they vanish/)
  const map = await openImage(seam.map!)
  const { data } = await map.readPlane()
  await map.close()
  const differing = (data as Float32Array).filter((value) => value > seam.tolerance!).length
  expect(differing).toBeGreaterThan(0)
  // seams are lines, not the whole picture
  expect(differing).toBeLessThan(data.length / 3)
})

test('a network that looks at the whole block has seams at any halo', async () => {
  const global = onnxModel({
    inputs: { x: [1, 1, 'h', 'w'] },
    outputs: { y: [1, 1, 'h', 'w'] },
    nodes: [
      { type: 'GlobalAveragePool', inputs: ['x'], outputs: ['mean'] },
      { type: 'Sub', inputs: ['x', 'mean'], outputs: ['y'] },
    ],
  })
  const seam = await seamOf('global', global, 4)
  expect(seam).toMatchObject({ status: 'seams', sufficientHaloPx: null })
  expect(seam.message).toMatch(/may look at the whole block/)
})

test('what was not measured says why', async () => {
  const path = await writePackage(join(folder, 'no-tensors'), {
    description: description05(),
    weights: convolutionModel(smooth, ['h', 'w']),
  })
  const input = { model: path, cacheDir: join(folder, 'cache'), threads: 1 }
  const seam = await checkSeam(input)
  expect(seam.status).toBe('not-measured')
  expect(seam.message).toMatch(/test_input/)
  expect((await checkSeam({ ...input, model: join(folder, 'absent') })).status).toBe('not-measured')
})
