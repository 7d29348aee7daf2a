import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openForegroundPieces } from '../../../src-main/core/images/foreground-pieces.ts'
import { readMask } from '../../../src-main/core/images/read-label-image.ts'
import { writeLabelImage } from '../../../src-main/core/images/write-label-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-foreground-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function joined(path: string): Promise<number[]> {
  const mask = await openForegroundPieces(path)
  const all: number[] = []
  try {
    for await (const piece of mask.pieces()) for (const value of piece) all.push(value)
  } finally {
    await mask.close()
  }
  return all
}

test('pieces hold the foreground of the whole mask in order', async () => {
  const path = join(folder, 'mask.tif')
  const shape = [1100, 1000] // more than a piece
  const data = Uint32Array.from({ length: 1_100_000 }, (_, i) => ((i * 31) % 7 < 3 ? 255 : 0))
  await writeLabelImage(path, { shape, data })
  const whole = await readMask(path)
  const pieces = await joined(path)
  expect(pieces).toHaveLength(whole.data.length)
  expect(pieces.every((value, i) => value === whole.data[i])).toBe(true)
})

test.each([
  ['three values', [0, 1, 2], 'holds 3 distinct values'],
  ['no background', [1, 2, 2], 'the background of a mask is 0'],
  ['NaN', [0, 1, NaN], 'holds NaN'],
])('%s are refused as in a whole mask', async (_, values, sentence) => {
  const path = join(folder, 'odd.tif')
  await writeRealImage(path, { shape: [1, 3], data: Float32Array.from(values) })
  await expect(readMask(path)).rejects.toThrow(sentence)
  await expect(joined(path)).rejects.toThrow(sentence)
})
