import { expect, test } from 'vitest'
import { fileSchema } from '../../../../src-main/core/models/descriptions/file.ts'

test('a file is a path or an object with its hash, in lower case', () => {
  expect(fileSchema.parse('a.npy')).toEqual({ source: 'a.npy', sha256: null })
  expect(fileSchema.parse({ source: 'a.npy', sha256: 'AB'.repeat(32) })).toEqual({
    source: 'a.npy',
    sha256: 'ab'.repeat(32),
  })
  expect(fileSchema.safeParse({ source: 'a.npy', sha256: 'short' }).success).toBe(false)
  expect(fileSchema.safeParse('').success).toBe(false)
})
