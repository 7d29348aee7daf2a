import { expect, test } from 'vitest'
import { encodeDirectory } from '../../../../src-main/core/images/tiff/encode-directory.ts'
import { readDirectory } from '../../../../src-main/core/images/tiff/directory.ts'
import type { FileReader } from '../../../../src-main/core/images/file-reader.ts'

test.each([false, true])('what is written reads back (BigTIFF: %s)', async (big) => {
  const offset = 100
  const bytes = encodeDirectory(
    [
      [256, { type: 'long', values: [70_000] }],
      [258, { type: 'short', values: [8, 8, 8, 8, 8] }],
      [270, { type: 'text', text: 'odd µ' }],
      [282, { type: 'rational', values: [[1, 4]] }],
      [324, { type: 'offset', values: [1, 2, 3] }],
    ],
    offset,
    big,
    'follows',
  )
  const whole = Buffer.concat([Buffer.alloc(offset), bytes])
  const file = {
    path: 'f',
    sizeBytes: whole.length,
    read: async (at: number, length: number) => new Uint8Array(whole.subarray(at, at + length)),
  } as FileReader
  const directory = await readDirectory(file, { littleEndian: true, big }, offset)
  expect(await directory.number(256, 0)).toBe(70_000)
  expect(await directory.numbers(258)).toEqual([8, 8, 8, 8, 8])
  expect(await directory.text(270)).toBe('odd µ')
  expect(await directory.number(282, 0)).toBe(0.25)
  expect(await directory.numbers(324)).toEqual([1, 2, 3])
  expect(directory.next).toBe(offset + bytes.length)
  expect(bytes.length % 2).toBe(0)
})

test('the last directory points nowhere', () => {
  const bytes = encodeDirectory([[256, { type: 'short', values: [1] }]], 8, false, 0)
  expect(bytes.toString('hex')).toBe(
    '0100' + '0001' + '0300' + '01000000' + '01000000' + '00000000',
  )
})
