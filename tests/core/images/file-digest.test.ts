import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digestOfFile } from '../../../src-main/core/images/file-digest.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('is the SHA-256 of the bytes (values of FIPS 180)', async () => {
  expect(await digestOfFile(folder.write('abc', 'abc'))).toBe(
    'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  expect(await digestOfFile(folder.write('empty', ''))).toBe(
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
})

test('a file longer than one chunk is hashed whole', async () => {
  // a million times "a" is the third value of FIPS 180; five million cross the chunk size
  expect(await digestOfFile(folder.write('a', Buffer.alloc(1_000_000, 'a')))).toBe(
    'sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  )
  const one = await digestOfFile(folder.write('long', Buffer.alloc(5_000_000, 'a')))
  const other = Buffer.alloc(5_000_000, 'a')
  other[4_999_999] = 0
  expect(await digestOfFile(folder.write('other', other))).not.toBe(one)
})

test('a missing file is an error', async () => {
  await expect(digestOfFile(join(folder.path, 'x'))).rejects.toMatchObject({
    code: 'file-not-found',
  })
})
