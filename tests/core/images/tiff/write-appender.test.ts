import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAppender } from '../../../../src-main/core/images/tiff/write-appender.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('small and large pieces stand one after another, and are read back once flushed', async () => {
  const path = join(folder.path, 'a')
  const handle = await open(path, 'w+')
  const appender = createAppender(handle, 5)
  const pieces = [3, 2 ** 19, 2 ** 19 + 7, 2 ** 21, 1].map((length, i) =>
    new Uint8Array(length).fill(i + 1),
  )
  const offsets: number[] = []
  for (const piece of pieces) {
    offsets.push(appender.position)
    const reused = piece.slice()
    await appender.append(reused)
    reused.fill(99)
  }
  await appender.flush()
  const stored = readFileSync(path)
  expect(stored.subarray(5).equals(Buffer.concat(pieces))).toBe(true)
  for (const [i, piece] of pieces.entries()) {
    const back = await appender.read(offsets[i]!, piece.length)
    expect(Buffer.compare(back, piece)).toBe(0)
  }
  expect(appender.position).toBe(stored.length)
  await expect(appender.read(stored.length, 1)).rejects.toThrow('never appended')
  await handle.close()
})
