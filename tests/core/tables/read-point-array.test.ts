import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPointArray } from '../../../src-main/core/tables/read-point-array.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-points-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function read(descr: string, shape: string, data: Uint8Array, fortran = false) {
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${shape}), }`
  const header = Buffer.from(text.padEnd(117) + '\n')
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0])
  const path = join(folder, 'points.npy')
  await writeFile(path, Buffer.concat([head, header, data]))
  return readPointArray(path)
}
const bytes = (array: ArrayBufferView<ArrayBuffer>) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

test('reads rows of two or three coordinates, floats and integers', async () => {
  const floats = await read('<f8', '2, 2', bytes(Float64Array.of(1, 2, 3, 4.5)))
  expect(floats).toMatchObject({ dimensions: 2, unit: null, scores: null })
  expect([...floats.coordinates]).toEqual([1, 2, 3, 4.5])
  const integers = await read('<i4', '1, 3', bytes(Int32Array.of(-1, 2, 3)))
  expect([...integers.coordinates]).toEqual([-1, 2, 3])
})

test('turns columns first into rows first', async () => {
  const read2 = await read('<f4', '2, 2', bytes(Float32Array.of(1, 3, 2, 4)), true)
  expect([...read2.coordinates]).toEqual([1, 2, 3, 4])
})

test('no points at all is a list of points', async () => {
  expect((await read('<f8', '0, 3', new Uint8Array())).dimensions).toBe(3)
  expect((await read('<f8', '0,', new Uint8Array())).coordinates).toHaveLength(0)
})

test('refuses images, NaN, and a header that promises more than the file holds', async () => {
  await expect(read('<f8', '4, 4', new Uint8Array(128))).rejects.toThrow(/has the shape 4 x 4/)
  const bad = bytes(Float64Array.of(1, NaN))
  await expect(read('<f8', '1, 2', bad)).rejects.toThrow(/point 1 has the coordinate NaN/)
  await expect(read('<f8', '9, 2', bad)).rejects.toMatchObject({ code: 'file-truncated' })
  await expect(read('<f8', '9000000, 2', bad)).rejects.toMatchObject({ code: 'file-too-large' })
  await expect(read('<f2', '1, 2', new Uint8Array(4))).rejects.toMatchObject({
    code: 'format-not-supported',
  })
})
