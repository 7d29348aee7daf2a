import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  parseNpyTensor,
  readNpyTensor,
} from '../../../../src-main/core/models/packages/npy-tensor.ts'
import { npyBytes, npyFile } from '../../../fixtures/onnx/npy.ts'

const header = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`

test('reads C order', () => {
  const tensor = parseNpyTensor(npyFile([2, 3], [1, 2, 3, 4, 5, 6]), 'a.npy', ['y', 'x'])
  expect(tensor).toEqual({
    axes: ['y', 'x'],
    shape: [2, 3],
    dtype: 'float32',
    data: Float32Array.from([1, 2, 3, 4, 5, 6]),
  })
})

test('reads Fortran order as the same numbers at the same places', () => {
  const stored = Buffer.from([1, 4, 2, 5, 3, 6])
  const tensor = parseNpyTensor(npyBytes(header('|u1', '(2, 3)', 'True'), stored), 'f.npy', [
    'y',
    'x',
  ])
  expect(tensor.shape).toEqual([2, 3])
  expect([...tensor.data]).toEqual([1, 2, 3, 4, 5, 6])
})

test('reads big-endian and 64-bit integers', () => {
  const big = npyBytes(header('>u2', '(2,)'), Buffer.from([1, 0, 0, 2]))
  expect([...parseNpyTensor(big, 'b.npy', ['x']).data]).toEqual([256, 2])
  const wide = npyBytes(header('<i8', '(1,)'), Buffer.from(BigInt64Array.of(-5n).buffer))
  expect([...parseNpyTensor(wide, 'w.npy', ['x']).data]).toEqual([-5])
})

test('another number of dimensions, missing data and other files are refused', () => {
  const whole = npyFile([2, 3], [1, 2, 3, 4, 5, 6])
  expect(() => parseNpyTensor(whole, 'a.npy', ['x'])).toThrow(/2 dimensions \(2 x 3\).*1 axes/)
  expect(() => parseNpyTensor(whole.subarray(0, -4), 'a.npy', ['y', 'x'])).toThrow(
    /a\.npy holds 20 bytes of data, but its shape 2 x 3 needs 24/,
  )
  expect(() => parseNpyTensor(Buffer.from('not an array'), 'a.npy', ['x'])).toThrow(/not a NumPy/)
  const complex = npyBytes(header('<c8', '(1,)'), Buffer.alloc(8))
  expect(() => parseNpyTensor(complex, 'c.npy', ['x'])).toThrow(/element type c8/)
})

test('reads from disk and names a missing file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-npy-'))
  await writeFile(join(folder, 'a.npy'), npyFile([1], [7]))
  expect([...(await readNpyTensor(join(folder, 'a.npy'), ['x'])).data]).toEqual([7])
  await expect(readNpyTensor(join(folder, 'b.npy'), ['x'])).rejects.toMatchObject({
    code: 'file-not-found',
  })
  await rm(folder, { recursive: true })
})

test('a shape that is none is refused, not computed with', () => {
  for (const shape of ['-3, 4', '2.5', 'x, y', '99999999999999999999']) {
    const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape},), }`
    const bytes = npyBytes(header, Buffer.alloc(64))
    expect(() => parseNpyTensor(bytes, 'odd.npy', ['y', 'x']), shape).toThrow(/which is none/)
  }
})
