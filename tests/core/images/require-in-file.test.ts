import { expect, test } from 'vitest'
import { requireInFile } from '../../../src-main/core/images/require-in-file.ts'

test('bytes up to the end are in the file', () => {
  expect(() => requireInFile('f', 10, 4, 6)).not.toThrow()
  expect(() => requireInFile('f', 10, 10, 0)).not.toThrow()
})

test('bytes beyond the end name both sizes', () => {
  expect(() => requireInFile('f', 10, 4, 7)).toThrow(/11 bytes are needed and 10 are there/)
})

test.each([
  [-1, 2],
  [2 ** 60, 2],
  [0, -1],
  [NaN, 1],
])('no file has %d bytes offset and length %d', (offset, length) => {
  expect(() => requireInFile('f', 10, offset, length)).toThrow(/no file can have/)
})
