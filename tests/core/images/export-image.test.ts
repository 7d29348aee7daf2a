import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportImage } from '../../../src-main/core/images/export-image.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { bytesOf, createPixelArray } from '../../../src-main/core/images/pixel-types.ts'
import type { ImageSource, PixelType } from '../../../src-main/core/images/types.ts'
import { memorySource } from '../../fixtures/images/memory-source.ts'
import { readJson, readZarrArray } from '../../fixtures/images/read-zarr-array.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const pixelSizeUm = { x: 0.25, y: 0.5, z: 2 }

function image(axes: string, shape: readonly number[], dtype: PixelType, info = {}): ImageSource {
  const inPlane = shape.filter((_, i) => 'yxs'.includes(axes[i]!)).reduce((all, n) => all * n, 1)
  return memorySource({
    axes,
    shape,
    dtype,
    plane: (index) => {
      const pixels = createPixelArray(dtype, inPlane, 'a')
      for (let i = 0; i < inPlane; i++) {
        const value = dtype === 'bool' ? (i + index) % 2 : ((index * 37 + i * 7) % 200) + 1
        pixels[i] = dtype.endsWith('64') && dtype !== 'float64' ? BigInt(value) : value
      }
      return pixels
    },
    info: { pixelSizeUm, ...info },
  })
}

async function allBytes(source: ImageSource): Promise<Buffer> {
  const planes: Uint8Array[] = []
  for await (const plane of source.readPlanesInStoredOrder()) planes.push(bytesOf(plane).slice())
  return Buffer.concat(planes)
}

test.each([
  ['tczyx', [2, 2, 3, 40, 50], 'uint16', 'uint16'],
  ['zyx', [3, 40, 50], 'int16', 'int16'],
  ['yxs', [40, 50, 3], 'uint8', 'uint8'],
  ['yx', [600, 1100], 'float64', 'float64'],
  ['yx', [40, 50], 'float16', 'float32'],
  ['cyx', [2, 40, 50], 'bool', 'uint8'],
] as const)('%s %j of %s is the same image as OME-TIFF', async (axes, shape, dtype, written) => {
  const path = join(folder.path, 'a.ome.tif')
  const channels = Array.from({ length: axes.includes('c') ? 2 : 1 }, (_, i) => ({
    name: `stain ${i}`,
    color: '#00ff00',
  }))
  const source = image(axes, shape, dtype, { channels })
  const fractions: number[] = []
  await exportImage(source, path, {
    format: 'ome-tiff',
    onProgress: (fraction) => fractions.push(fraction),
  })
  const back = await openImage(path)
  expect(back.info).toMatchObject({ axes, shape, dtype: written, pixelSizeUm, channels })
  expect((await allBytes(back)).equals(await allBytes(source))).toBe(true)
  expect(fractions.at(-1)).toBe(1)
  await back.close()
})

test.each([
  ['tczyx', [2, 2, 3, 40, 50], 'uint16'],
  ['zyx', [3, 40, 50], 'int16'],
  ['cyx', [2, 600, 1100], 'float32'],
  ['yx', [40, 50], 'int64'],
  ['tyx', [1, 40, 50], 'bool'],
] as const)('%s %j of %s is the same image as OME-Zarr', async (axes, shape, dtype) => {
  const path = join(folder.path, 'back.ome.zarr')
  const channels = Array.from({ length: axes.includes('c') ? 2 : 1 }, (_, i) => ({
    name: `stain ${i}`,
    color: i === 0 ? '#00ff00' : '#123456',
  }))
  const source = image(axes, shape, dtype, { channels })
  await exportImage(source, path, { format: 'ome-zarr' })
  const back = await openImage(path)
  const { z, ...flat } = pixelSizeUm
  const size = axes.includes('z') ? { ...flat, z } : flat
  expect(back.info).toMatchObject({ axes, shape, dtype, channels })
  expect(back.info.pixelSizeUm).toEqual(size)
  expect(back.info.warnings).toEqual([])
  expect((await allBytes(back)).equals(await allBytes(source))).toBe(true)
  await back.close()
})

test('an image without names, colours and pixel size gets none on its way', async () => {
  for (const [format, name] of [
    ['ome-tiff', 'plain.ome.tif'],
    ['ome-zarr', 'plain.ome.zarr'],
  ] as const) {
    const source = image('cyx', [2, 40, 50], 'uint8', { pixelSizeUm: 'uncalibrated' })
    await exportImage(source, join(folder.path, name), { format })
    const back = await openImage(join(folder.path, name))
    expect(back.info.pixelSizeUm, format).toBe('uncalibrated')
    expect(back.info.channels.map((channel) => channel.name)).toEqual(['channel 1', 'channel 2'])
    expect((await allBytes(back)).equals(await allBytes(source))).toBe(true)
    await back.close()
  }
})

test('64-bit labels fit into 32 bits', async () => {
  const path = join(folder.path, 'b.ome.tif')
  await exportImage(image('yx', [40, 50], 'int64'), path, { format: 'ome-tiff', kind: 'mode' })
  const back = await openImage(path)
  expect(back.info.dtype).toBe('uint32')
  expect((await back.readPlane()).data[3]).toBe(22)
  await back.close()
})

test('an OME-Zarr holds the image, colour samples as channels, and its labels', async () => {
  const path = join(folder.path, 'c.zarr')
  const source = image('zyxs', [2, 30, 20, 3], 'uint8')
  const labels = image('zyx', [2, 30, 20], 'uint16')
  await exportImage(source, path, {
    format: 'ome-zarr',
    labels: [{ name: 'cells', source: labels }],
  })
  const array = readZarrArray(join(path, '0'))
  expect(array).toMatchObject({ shape: [3, 2, 30, 20], axes: ['c', 'z', 'y', 'x'], dtype: 'uint8' })
  const { data } = await source.readRegion({ z: 1, y: 7, x: 5, height: 1, width: 1 })
  const at = (c: number): unknown => array.values[((c * 2 + 1) * 30 + 7) * 20 + 5]
  expect([at(0), at(1), at(2)]).toEqual([...data])
  const { values } = readZarrArray(join(path, 'labels', 'cells', '0'))
  expect(Buffer.from(Uint16Array.from(values as number[]).buffer)).toEqual(await allBytes(labels))
  expect(readJson(join(path, 'zarr.json'))).toMatchObject({
    attributes: {
      ome: {
        omero: {
          channels: [{ label: 'red', color: 'FF0000' }, { label: 'green' }, { label: 'blue' }],
        },
      },
    },
  })
})

test('an axis of one entry that the image states is kept, 64-bit integers are too', async () => {
  const path = join(folder.path, 'd.zarr')
  await exportImage(image('tyx', [1, 30, 20], 'uint64'), path, { format: 'ome-zarr' })
  const array = readZarrArray(join(path, '0'))
  expect([array.shape, array.dtype, array.values[1]]).toEqual([[1, 30, 20], 'uint64', 8n])
})

test('pixels that the image did not hold are counted', async () => {
  const plain = image('yx', [600, 20], 'uint8')
  const holed: ImageSource = {
    ...plain,
    readRegion: async (region) => ({ ...(await plain.readRegion(region)), filledPixels: 5 }),
  }
  for (const format of ['ome-tiff', 'ome-zarr'] as const) {
    const path = join(folder.path, `e.${format}`)
    expect(await exportImage(holed, path, { format })).toEqual({ path, filledPixels: 10 })
  }
})

test('raw data are never written over', async () => {
  const path = join(folder.path, 'f.ome.tif')
  await exportImage(image('yx', [20, 20], 'uint8'), path, { format: 'ome-tiff' })
  const before = readFileSync(path)
  const source = await openImage(path)
  for (const format of ['ome-tiff', 'ome-zarr'] as const) {
    const target = join(folder.path, '..', folder.path.split(/[\\/]/).at(-1)!, 'f.ome.tif')
    await expect(exportImage(source, target, { format })).rejects.toMatchObject({
      code: 'conflict',
    })
  }
  await expect(exportImage(source, folder.path, { format: 'ome-zarr' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await source.close()
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('labels beside an OME-TIFF are refused, and a cancelled export leaves nothing', async () => {
  const source = image('yx', [20, 20], 'uint8')
  const path = join(folder.path, 'g.ome.tif')
  await expect(
    exportImage(source, path, { format: 'ome-tiff', labels: [{ name: 'a', source }] }),
  ).rejects.toMatchObject({ code: 'bad-request' })
  for (const format of ['ome-tiff', 'ome-zarr'] as const) {
    await expect(
      exportImage(source, path, { format, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' })
  }
  expect(existsSync(path)).toBe(false)
})
