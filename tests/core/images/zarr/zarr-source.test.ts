import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openZarr } from '../../../../src-main/core/images/zarr/open-zarr.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import {
  arrayV3,
  count,
  groupV3,
  multiscale,
  writeZarrStore,
  type StoreFiles,
} from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
let stores = 0
const write = (files: StoreFiles): string =>
  writeZarrStore(join(folder.path, `s${stores++}`), files)
const image = (axes: string, datasets: Record<string, number[]>) =>
  groupV3({ multiscales: [multiscale(axes, datasets)] })

/** tczyx of 2 x 2 x 2 x 3 x 4; every value is its place. */
const five = write({
  'zarr.json': image('tczyx', { 0: [1, 1, 1, 1, 1] }),
  '0/zarr.json': arrayV3([2, 2, 2, 3, 4]),
  '0/c/0/0/0/0/0': count(96),
})

test('one plane of one time point and channel', async () => {
  const source = await openZarr(five)
  const plane = await source.readPlane({ t: 1, c: 0, z: 1 })
  expect([...plane.data]).toEqual([...count(12, 48 + 12)])
  const part = await source.readRegion({ t: 1, c: 1, z: 1, y: 1, x: 2, height: 2, width: 2 })
  expect([...part.data]).toEqual([90, 91, 94, 95])
  expect(part.filledPixels).toBeUndefined()
  await source.close()
})

test('a buffer that fits is filled and given back', async () => {
  const source = await openZarr(five)
  const target = new Uint8Array(12)
  expect((await source.readPlane({}, { target })).data).toBe(target)
  const signal = AbortSignal.abort()
  await expect(source.readPlane({}, { signal })).rejects.toMatchObject({ code: 'cancelled' })
  await source.close()
})

test('planes in stored order, and the whole', async () => {
  const source = await openZarr(five)
  const planes: number[][] = []
  for await (const plane of source.readPlanesInStoredOrder())
    planes.push([...(plane as Uint8Array)])
  expect(planes).toHaveLength(8)
  expect(planes.flat()).toEqual([...count(96)])
  expect([...(await source.readAll()).data]).toEqual([...count(96)])
  await source.close()
})

test('samples may stand before or behind the plane', async () => {
  const behind = await openZarr(write({ 'zarr.json': arrayV3([2, 2, 3]), 'c/0/0/0': count(12) }), {
    axes: 'yxs',
  })
  const region = { y: 0, x: 1, height: 2, width: 1 }
  expect([...(await behind.readRegion(region)).data]).toEqual([3, 4, 5, 9, 10, 11])
  const before = await openZarr(write({ 'zarr.json': arrayV3([3, 2, 2]), 'c/0/0/0': count(12) }), {
    axes: 'syx',
  })
  expect([...(await before.readRegion(region)).data]).toEqual([1, 5, 9, 3, 7, 11])
  expect([...(await before.readAll()).data]).toEqual([...count(12)])
  await Promise.all([behind.close(), before.close()])
})

test('axes in another order are shown upright and hashed as stored', async () => {
  const path = write({ 'zarr.json': arrayV3([2, 3, 2]), 'c/0/0/0': count(12) })
  const source = await openZarr(path, { axes: 'xyz' })
  expect([...(await source.readPlane({ z: 1 })).data]).toEqual([1, 7, 3, 9, 5, 11])
  const values: number[] = []
  for await (const piece of source.readPlanesInStoredOrder()) values.push(...(piece as Uint8Array))
  expect(values).toEqual([...count(12)])
  await source.close()
})

test('a level with fewer planes shows the one that stands for the plane asked for', async () => {
  const source = await openZarr(
    write({
      'zarr.json': image('zyx', { 0: [1, 1, 1], 1: [2, 2, 2] }),
      '0/zarr.json': arrayV3([5, 2, 2]),
      '1/zarr.json': arrayV3([2, 1, 1]),
      '1/c/0/0/0': Uint8Array.of(10, 20),
    }),
  )
  const at = async (z: number): Promise<unknown> =>
    (await source.readRegion({ level: 1, z, y: 0, x: 0, height: 1, width: 1 })).data[0]
  expect(await Promise.all([0, 1, 2, 3, 4].map(at))).toEqual([10, 10, 10, 20, 20])
  await source.close()
})

test('pixels of absent chunks are the fill value, and counted', async () => {
  const source = await openZarr(
    write({ 'zarr.json': arrayV3([4, 4], [2, 4], { fill_value: 9 }), 'c/0/0': count(8) }),
  )
  const plane = await source.readPlane()
  expect([...plane.data]).toEqual([...count(8), 9, 9, 9, 9, 9, 9, 9, 9])
  expect(plane.filledPixels).toBe(8)
  expect((await source.readAll()).filledPixels).toBe(8)
  await source.close()
})
