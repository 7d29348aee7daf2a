import { expect, test } from 'vitest'
import { openFileReader } from '../../../../src-main/core/images/file-reader.ts'
import {
  isNpy,
  readNpyHeader,
  type NpyHeader,
} from '../../../../src-main/core/images/npy/npy-header.ts'
import { encodeNpy } from '../../../fixtures/images/encode-npy.ts'
import { ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

async function header(bytes: Uint8Array): Promise<NpyHeader> {
  const file = await openFileReader(folder.write('a.npy', bytes))
  return readNpyHeader(file).finally(() => file.close())
}

test.each([
  ['|b1', 'bool', true],
  ['|u1', 'uint8', true],
  ['<u2', 'uint16', true],
  ['>i4', 'int32', false],
  ['=f4', 'float32', true],
  ['>f8', 'float64', false],
  ['<f2', 'float16', true],
])('%s is %s', async (descr, dtype, littleEndian) => {
  const bytes = encodeNpy(descr, [2, 3], ramp(48))
  expect(await header(bytes)).toEqual({
    dtype,
    littleEndian,
    fortranOrder: false,
    shape: [2, 3],
    dataOffset: bytes.length - 48,
  })
})

test('one axis, Fortran order, version 2', async () => {
  const bytes = encodeNpy('|u1', [5], ramp(5), { fortran: true, version: 2 })
  expect(await header(bytes)).toMatchObject({
    shape: [5],
    fortranOrder: true,
    dataOffset: bytes.length - 5,
  })
})

test('pickled objects are refused with the reason, other types by name', async () => {
  await expect(header(encodeNpy('|O', [1], ramp(9)))).rejects.toMatchObject({
    code: 'format-not-supported',
    message: expect.stringContaining('may run code') as string,
  })
  for (const descr of ['<c16', '<U5', '<M8[ns]', '<f16', 'constructor']) {
    await expect(header(encodeNpy(descr, [1], ramp(9)))).rejects.toMatchObject({
      code: 'format-not-supported',
      message: expect.stringContaining(descr) as string,
    })
  }
})

test('a header without its three facts is corrupt', async () => {
  const bytes = encodeNpy('|u1', [5], ramp(5))
  bytes.write('xhape', bytes.indexOf('shape'))
  await expect(header(bytes)).rejects.toMatchObject({ code: 'format-corrupt' })
  const future = encodeNpy('|u1', [5], ramp(5))
  future[6] = 9
  await expect(header(future)).rejects.toMatchObject({ code: 'format-corrupt' })
})

test('records are refused', async () => {
  const bytes = encodeNpy('xx', [1], ramp(9))
  const text = bytes.toString('latin1').replace("'xx'", '[( ]')
  await expect(header(Buffer.from(text, 'latin1'))).rejects.toMatchObject({
    code: 'format-not-supported',
    message: expect.stringContaining('records') as string,
  })
})

test('knows its magic bytes', () => {
  expect(isNpy(encodeNpy('|u1', [1], ramp(1)))).toBe(true)
  expect(isNpy(Buffer.from('NUMPY'))).toBe(false)
})
