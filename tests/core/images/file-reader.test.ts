import { execFileSync } from 'node:child_process'
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFileReader } from '../../../src-main/core/images/file-reader.ts'
import { ramp } from '../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('reads anywhere, small and large', async () => {
  const bytes = ramp(100_000)
  const file = await openFileReader(folder.write('a.bin', bytes))
  expect([...(await file.read(99_990, 10))]).toEqual([...bytes.subarray(99_990)])
  expect([...(await file.read(99_995, 5))]).toEqual([...bytes.subarray(99_995)])
  expect([...(await file.read(10, 3))]).toEqual([10, 11, 12])
  expect(await file.read(1, 50_000)).toEqual(bytes.slice(1, 50_001))
  const target = new Uint8Array(4)
  await file.readInto(target, 7)
  expect([...target]).toEqual([7, 8, 9, 10])
  await file.close()
})

test('what was read is the reader’s own', async () => {
  const file = await openFileReader(folder.write('b.bin', ramp(10)))
  const first = await file.read(0, 4)
  first.fill(99)
  expect([...(await file.read(0, 4))]).toEqual([0, 1, 2, 3])
  await file.close()
})

test('a read beyond the end names both sizes', async () => {
  const file = await openFileReader(folder.write('c.bin', ramp(10)))
  await expect(file.read(8, 5)).rejects.toMatchObject({
    code: 'file-truncated',
    message: expect.stringMatching(/13 bytes are needed and 10 are there/) as string,
  })
  await expect(file.read(2 ** 60, 5)).rejects.toMatchObject({ code: 'format-corrupt' })
  await expect(file.read(0, -1)).rejects.toMatchObject({ code: 'format-corrupt' })
  await file.close()
})

test('a missing file, a folder and a pipe are refused without waiting', async () => {
  await expect(openFileReader(join(folder.path, 'none'))).rejects.toMatchObject({
    code: 'file-not-found',
  })
  await expect(openFileReader(folder.path)).rejects.toMatchObject({
    code: 'format-not-supported',
    message: expect.stringContaining('folder') as string,
  })
  if (process.platform === 'win32') return
  const pipe = join(folder.path, 'pipe')
  execFileSync('mkfifo', [pipe])
  await expect(openFileReader(pipe)).rejects.toMatchObject({ code: 'format-not-supported' })
})

test('a file that shrank while it was open is told, with both sizes', async () => {
  const path = folder.write('d.bin', ramp(100_000))
  const file = await openFileReader(path)
  truncateSync(path, 10)
  await expect(file.read(50_000, 20_000)).rejects.toMatchObject({
    code: 'file-unreadable',
    message: expect.stringMatching(/changed while it was open: it had 100000 .* has 10 /) as string,
  })
  await file.close()
})

test('closing waits for reads under way and refuses later ones', async () => {
  const file = await openFileReader(folder.write('f.bin', ramp(200_000)))
  const target = new Uint8Array(200_000)
  const reading = file.readInto(target, 0)
  await file.close()
  await reading
  expect(target[1000]).toBe(1000 & 255)
  await expect(file.read(0, 4)).rejects.toMatchObject({ code: 'cancelled' })
  await file.close()
})

test('a large read in several parts is whole, and a failing part fails it', async () => {
  const bytes = Buffer.alloc(5_000_003)
  for (let i = 0; i < bytes.length; i += 4001) bytes.writeUInt8((i * 7) & 255, i)
  const path = folder.write('g.bin', bytes)
  const file = await openFileReader(path)
  const target = new Uint8Array(4_900_001)
  await file.readInto(target, 99_002)
  expect(Buffer.compare(target, bytes.subarray(99_002, 99_002 + target.length))).toBe(0)
  truncateSync(path, 3_000_000)
  await expect(file.readInto(target, 0)).rejects.toMatchObject({ code: 'file-unreadable' })
  await file.close()
})

test('many small reads all over the file are right, however they are done', async () => {
  const file = await openFileReader(folder.write('h.bin', ramp(1_000_000)))
  for (let i = 0; i < 40; i++) {
    const offset = (i * 123_457) % 999_990
    expect([...(await file.read(offset, 3))]).toEqual([...ramp(3, offset)])
  }
  await file.close()
  await expect(file.read(500_000, 3)).rejects.toMatchObject({ code: 'cancelled' })
})
