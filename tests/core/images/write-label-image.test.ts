import { readdirSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digestOfFile } from '../../../src-main/core/images/file-digest.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import { writeLabelImage } from '../../../src-main/core/images/write-label-image.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'
import type { LabelImage } from '../../../src-main/core/images/types.ts'

const folder = temporaryFolder()

function labels(shape: readonly number[], below: number): LabelImage {
  const length = shape.reduce((all, size) => all * size, 1)
  return { shape, data: Uint32Array.from({ length }, (_, i) => (i * 7919) % below) }
}

test.each([
  [[5, 7], 60000, 'uint16'],
  [[530, 1030], 65536, 'uint16'],
  [[3, 20, 517], 65537, 'uint32'],
])('labels of shape %j below %d are read back, stored as %s', async (shape, below, dtype) => {
  const path = join(folder.path, 'a.ome.tif')
  const image = labels(shape, below)
  image.data[0] = below - 1
  const written = await writeLabelImage(path, image, { pixelSizeUm: { x: 0.25, y: 0.5, z: 2 } })
  const back = await readLabelImage(path)
  expect(back.shape).toEqual(shape)
  expect(Buffer.from(back.data.buffer).equals(Buffer.from(image.data.buffer))).toBe(true)
  const source = await openImage(path)
  expect(source.info).toMatchObject({
    format: 'ome-tiff',
    dtype,
    axes: 'zyx'.slice(3 - shape.length),
    pixelSizeUm: { x: 0.25, y: 0.5, z: 2 },
    warnings: [],
  })
  await source.close()
  expect(written).toEqual({ sha256: await digestOfFile(path), sizeBytes: (await stat(path)).size })
})

test('the same labels give the same bytes under any name, and no temporary file stays', async () => {
  const image = labels([300, 700], 500)
  const one = await writeLabelImage(join(folder.path, 'one.tif'), image)
  const two = await writeLabelImage(join(folder.path, 'two.tif'), image)
  expect(two).toEqual(one)
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('shape and length must agree', async () => {
  const wrong = { shape: [2, 3], data: new Uint32Array(5) }
  await expect(writeLabelImage(join(folder.path, 'x.tif'), wrong)).rejects.toMatchObject({
    code: 'shape-mismatch',
    message: expect.stringMatching(/2 x 3.*5 labels/) as string,
  })
  const deep = { shape: [1, 1, 1, 1], data: new Uint32Array(1) }
  await expect(writeLabelImage(join(folder.path, 'x.tif'), deep)).rejects.toMatchObject({
    code: 'shape-mismatch',
  })
})
