import { closeSync, existsSync, openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blockingReader, isOnLocalDisk } from '../../../src-main/core/images/local-disk.ts'
import { ramp } from '../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test.skipIf(!existsSync('/proc/self'))('a kernel’s own files are on no disk', async () => {
  expect(await isOnLocalDisk('/proc/self')).toBe(false)
  expect(await isOnLocalDisk('/nowhere/at/all')).toBe(false)
})

test('reads at once where the disk is local, and only what the check allows', async () => {
  const path = folder.write('a.bin', ramp(100))
  const file = openSync(path, 'r')
  const read = await blockingReader(path, file, (offset, length) => {
    if (offset + length > 100) throw new RangeError('outside')
  })
  expect(read !== undefined).toBe(await isOnLocalDisk(path))
  if (read !== undefined) {
    const target = new Uint8Array(3)
    expect(read(target, 10)).toBe(3)
    expect([...target]).toEqual([10, 11, 12])
    expect(() => read(target, 98)).toThrow('outside')
  }
  closeSync(file)
})
