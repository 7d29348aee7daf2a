import { rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createFilePool } from '../../../src-main/core/images/file-pool.ts'
import { openFileReader, type FileReader } from '../../../src-main/core/images/file-reader.ts'
import { ramp } from '../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

/** Opens real files and counts those that are open. */
function counting(): { open: (path: string) => Promise<FileReader>; now: number; most: number } {
  const count = {
    now: 0,
    most: 0,
    async open(path: string): Promise<FileReader> {
      const reader = await openFileReader(path)
      count.most = Math.max(count.most, ++count.now)
      return {
        ...reader,
        close: async () => {
          count.now--
          await reader.close()
        },
      }
    },
  }
  return count
}

test('many files are read through few open ones', async () => {
  const count = counting()
  const pool = createFilePool(3, count.open)
  const readers: FileReader[] = []
  for (let i = 0; i < 10; i++) {
    readers.push(await pool.open(folder.write(`many-${i}.bin`, ramp(100, i))))
  }
  expect(count.now).toBe(3)
  for (const i of [0, 9, 4, 0, 5]) expect([...(await readers[i]!.read(2, 1))]).toEqual([i + 2])
  expect(count.most).toBeLessThanOrEqual(4)
  expect(count.now).toBe(3)
  await pool.close()
  expect(count.now).toBe(0)
  await expect(readers[0]!.read(0, 1)).rejects.toMatchObject({ code: 'cancelled' })
})

test('a file that is gone or another when it is opened again is told', async () => {
  const pool = createFilePool(1)
  const paths = ['gone.bin', 'other.bin', 'third.bin'].map((name) => folder.write(name, ramp(10)))
  const [gone, other, third] = [
    await pool.open(paths[0]!),
    await pool.open(paths[1]!),
    await pool.open(paths[2]!),
  ]
  rmSync(paths[0]!)
  writeFileSync(paths[1]!, ramp(20))
  await expect(gone.read(0, 1)).rejects.toMatchObject({
    code: 'file-unreadable',
    message: expect.stringContaining('is gone') as string,
  })
  await expect(other.read(0, 1)).rejects.toMatchObject({
    code: 'file-unreadable',
    message: expect.stringMatching(/had 10 bytes and has 20/) as string,
  })
  expect(await third.read(0, 1)).toHaveLength(1)
  await pool.close()
})
