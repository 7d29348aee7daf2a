import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { streamNpy } from '../../../../src-main/core/images/npy/stream-npy.ts'
import { openImage } from '../../../../src-main/core/images/open-image.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-stream-npy-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('regions land in their places, whole rows and parts of rows', async () => {
  const path = join(folder, 'a.npy')
  await streamNpy(path, [2, 3, 4], async (writer) => {
    await writer.writeRegion(1, { y: 1, x: 1, height: 2, width: 2 }, Float32Array.of(1, 2, 3, 4))
    await writer.writeRegion(0, { y: 2, x: 0, height: 1, width: 4 }, Float32Array.of(5, 6, 7, 8))
  })
  const image = await openImage(path)
  const { data, dtype } = await image.readAll()
  await image.close()
  const expected = new Float32Array(24)
  expected.set([5, 6, 7, 8], 8)
  expected.set([1, 2], 17)
  expected.set([3, 4], 21)
  expect(dtype).toBe('float32')
  expect(data).toEqual(expected)
})

test('the header is NumPy 1.0, C order, padded to a multiple of 64', async () => {
  const path = join(folder, 'b.npy')
  await streamNpy(path, [5, 7], () => Promise.resolve())
  const bytes = await readFile(path)
  expect(bytes.length).toBe(128 + 5 * 7 * 4)
  expect(bytes.toString('latin1', 0, 8)).toBe('\x93NUMPY\x01\x00')
  expect(bytes.readUInt16LE(8)).toBe(118)
  expect(bytes.toString('latin1', 10, 128)).toMatch(
    /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(5, 7\), \} *\n$/,
  )
})

test('nothing is left of a file whose making failed or was cancelled', async () => {
  const path = join(folder, 'c.npy')
  await expect(streamNpy(path, [5, 7], () => Promise.reject(new Error('no more')))).rejects.toThrow(
    'no more',
  )
  const stop = AbortSignal.abort()
  const region = { y: 0, x: 0, height: 1, width: 7 }
  await expect(
    streamNpy(path, [5, 7], (to) => to.writeRegion(0, region, new Float32Array(7)), stop),
  ).rejects.toMatchObject({ code: 'cancelled' })
  expect((await readdir(folder)).filter((name) => name.includes('c.npy'))).toEqual([])
})
