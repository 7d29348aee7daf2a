import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { halveBlock } from '../../../../src-main/core/images/pyramid/halve-block.ts'
import {
  writeOmeZarr,
  type RegionWriter,
} from '../../../../src-main/core/images/zarr-writer/write-ome-zarr.ts'
import type { ZarrImage } from '../../../../src-main/core/images/zarr-writer/zarr-metadata.ts'
import { readJson, readZarrArray } from '../../../fixtures/images/read-zarr-array.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const [height, width] = [1030, 60]
const image: ZarrImage = {
  name: 'cells',
  dtype: 'uint16',
  size: { t: 1, c: 2, z: 1, height, width },
  axes: 'cyx',
  pixelSizeUm: { x: 0.5, y: 0.5 },
  reduction: 'mean',
}
const labels: ZarrImage = {
  ...image,
  name: 'nuclei',
  dtype: 'uint32',
  size: { ...image.size, c: 1 },
  axes: 'yx',
  reduction: 'mode',
}
const plane = (c: number): Uint16Array =>
  Uint16Array.from({ length: height * width }, (_, i) => c * 100 + ((i * 7) % 1000))
const whole = { y: 0, x: 0, height, width }

test('image, levels and labels stand where OME-Zarr 0.5 wants them', async () => {
  const path = join(folder.path, 'a.zarr')
  const label = Uint32Array.from({ length: height * width }, (_, i) => (i >> 6) % 9)
  await writeOmeZarr(path, { image, labels: [labels] }, async (writer, labelWriters) => {
    await writer.writeRegion(1, whole, plane(1))
    await writer.writeRegion(0, { ...whole, y: 512, height: 518 }, plane(0).subarray(512 * width))
    await labelWriters.get('nuclei')!.writeRegion(0, whole, label)
  })
  const full = readZarrArray(join(path, '0'))
  expect(full).toMatchObject({ shape: [2, height, width], dtype: 'uint16', axes: ['c', 'y', 'x'] })
  const first = plane(0).fill(0, 0, 512 * width)
  expect(full.values).toEqual([...first, ...plane(1)])
  const half = readZarrArray(join(path, '1'))
  expect(half.shape).toEqual([2, 515, 30])
  expect(half.values).toEqual(
    [first, plane(1)].flatMap((one) => [...halveBlock(one, height, width, 1, 'uint16', 'mean')]),
  )
  const halfLabels = readZarrArray(join(path, 'labels', 'nuclei', '1'))
  expect(halfLabels.values).toEqual([...halveBlock(label, height, width, 1, 'uint32', 'mode')])
  expect(readJson(join(path, 'labels', 'zarr.json'))).toMatchObject({
    attributes: { ome: { version: '0.5', labels: ['nuclei'] } },
  })
  expect(readJson(join(path, 'labels', 'nuclei', 'zarr.json'))).toMatchObject({
    attributes: {
      ome: { multiscales: [{ name: 'nuclei' }], 'image-label': { source: { image: '../../' } } },
    },
  })
  expect(readJson(join(path, 'zarr.json'))).toMatchObject({
    attributes: {
      ome: {
        version: '0.5',
        multiscales: [{ datasets: [{ path: '0' }, { path: '1' }, { path: '2' }] }],
        omero: {
          channels: [{ window: { start: 0, end: 999 } }, { window: { start: 100, end: 1099 } }],
        },
      },
    },
  })
})

test('a producer that fails leaves nothing, whatever is on its way', async () => {
  const path = join(folder.path, 'b.zarr')
  const writing = writeOmeZarr(path, { image }, async (writer) => {
    void writer.writeRegion(0, whole, plane(0))
    await writer.writeTile(1, 0, 0, plane(0).subarray(0, 512 * width))
    throw new RangeError('stopped')
  })
  await expect(writing).rejects.toThrow('stopped')
  expect(existsSync(path)).toBe(false)
  expect(readdirSync(folder.path).filter((name) => name.includes('b.zarr'))).toEqual([])
})

test.each([
  [{ ...labels, name: '../out' }, 'bad-request'],
  [{ ...labels, name: 'zarr.json' }, 'bad-request'],
  [{ ...labels, dtype: 'float32' }, 'dtype-mismatch'],
  [{ ...labels, size: { ...labels.size, width: 59 } }, 'shape-mismatch'],
] as const)('labels that do not fit are refused: %#', async (wrong, code) => {
  const store = { image, labels: [wrong] }
  const path = join(folder.path, 'c.zarr')
  await expect(writeOmeZarr(path, store, async () => undefined)).rejects.toMatchObject({ code })
})

test('misuse is refused: another plane, a cut tile, wrong lengths, axes that leave a size out', async () => {
  const misuse = async (wrong: (writer: RegionWriter) => Promise<void>): Promise<void> =>
    writeOmeZarr(join(folder.path, 'd.zarr'), { image }, wrong)
  await expect(misuse((writer) => writer.writeRegion(2, whole, plane(0)))).rejects.toThrow(
    RangeError,
  )
  await expect(
    misuse((writer) => writer.writeRegion(0, { ...whole, height: 3 }, new Uint16Array(180))),
  ).rejects.toThrow('whole tiles')
  await expect(
    misuse((writer) => writer.writeRegion(0, whole, new Uint16Array(3))),
  ).rejects.toThrow('are needed')
  const flat = { image: { ...image, axes: 'yx' } }
  await expect(
    writeOmeZarr(join(folder.path, 'd.zarr'), flat, async () => undefined),
  ).rejects.toThrow('leave out')
})
