import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { openModels } from '../../../src-main/core/tools/open-models.ts'
import { predictImage } from '../../../src-main/core/tools/predict-image.ts'
import { description05, input05, output05 } from '../../fixtures/onnx/description.ts'
import { identityModel } from '../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../fixtures/onnx/package.ts'

const [planes, height, width] = [3, 70, 90]
const length = planes * height * width
const data = Float32Array.from({ length }, (_, index) => (index * 7919) % 1013)
let folder = ''
let model = ''
let image = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-predict-image-'))
  image = join(folder, 'stack.ome.tif')
  await writeRealImage(image, { shape: [planes, height, width], data })
  const description = description05({
    inputs: [input05({ preprocessing: [{ id: 'scale_linear', kwargs: { gain: 2 } }] })],
    outputs: [output05({ postprocessing: [{ id: 'scale_linear', kwargs: { offset: 1 } }] })],
  })
  model = await writePackage(join(folder, 'model'), {
    description,
    weights: identityModel([1, 1, 'y', 'x']),
  })
})
afterAll(async () => {
  await openModels.close()
  await rm(folder, { recursive: true })
})

const predict = (name: string, changes: object = {}, options = {}) =>
  predictImage(
    {
      ...{ model, image, output: join(folder, name), cacheDir: join(folder, 'cache') },
      ...{ threads: 1, channel: 'auto', compression: 'deflate' },
      ...changes,
    },
    options,
  )

test('every plane goes through the network, to a file of the asked kind', async () => {
  const fractions: number[] = []
  const onProgress = ({ fraction }: { fraction: number }) => fractions.push(fraction)
  const result = await predict('out.ome.tif', {}, { onProgress })
  expect(result).toMatchObject({ axes: 'zyx', shape: [3, 70, 90], provider: 'cpu', tiles: 3 })
  expect(result.secondsTotal).toBeGreaterThan(result.secondsInSession)
  expect(fractions.at(-1)).toBe(1)
  const written = await openImage(result.output)
  const pixels = await written.readAll()
  await written.close()
  expect(pixels.data).toEqual(data.map((value) => 2 * value + 1))
})

test('small blocks with overlap give the same file as one block', async () => {
  const [one, many] = [await predict('one.npy'), await predict('many.npy', { tiling: tiles })]
  expect(many.tiles).toBeGreaterThan(3 * 4)
  const [a, b] = await Promise.all([openImage(one.output), openImage(many.output)])
  expect((await a.readAll()).data).toEqual((await b.readAll()).data)
  await a.close()
  await b.close()
})
const tiles = { sidePx: 32, overlapPx: 4 }

test('rows that are written while the network runs are those of the whole', async () => {
  const large = join(folder, 'large.ome.tif')
  const side = 1100
  const values = Float32Array.from({ length: side * side }, (_, i) => (i * 7919) % 10_007)
  await writeRealImage(large, { shape: [side, side], data: values })
  const changes = { image: large, tiling: { sidePx: 128, overlapPx: 8 } }
  const result = await predict('rows.ome.tif', changes)
  expect(result.tiles).toBeGreaterThan(80)
  const written = await openImage(result.output)
  expect((await written.readAll()).data).toEqual(values.map((value) => 2 * value + 1))
  expect(written.info.levels.length).toBeGreaterThan(1)
  await written.close()
})

test('the image itself is not overwritten, and other kinds of file are refused', async () => {
  await expect(predict('stack.ome.tif')).rejects.toMatchObject({ code: 'conflict' })
  await expect(predict('out.png')).rejects.toMatchObject({ code: 'bad-usage' })
})

test('a cancelled run leaves neither file nor part', async () => {
  const stop = new AbortController()
  const options = { signal: stop.signal, onProgress: () => stop.abort() }
  await expect(predict('cancelled.ome.tif', {}, options)).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect((await readdir(folder)).filter((name) => name.includes('cancelled'))).toEqual([])
})

test('an image that the model has no channels for is refused with both numbers', async () => {
  const rgb = join(folder, 'two.ome.tif')
  await writeRealImage(rgb, { shape: [2, 8, 8], axes: 'cyx', data: new Float32Array(128) })
  await expect(predict('two-out.tif', { image: rgb })).rejects.toMatchObject({
    code: 'axes-mismatch',
  })
  await writeFile(join(folder, 'bad.tif'), 'no image')
  await expect(predict('bad-out.tif', { image: join(folder, 'bad.tif') })).rejects.toThrow(
    /bad\.tif/,
  )
})
