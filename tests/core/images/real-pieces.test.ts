import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRealImage } from '../../../src-main/core/images/read-real-image.ts'
import { openRealPieces } from '../../../src-main/core/images/real-pieces.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'
import { npyFile } from '../../engine/npy-file.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-real-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function joined(path: string): Promise<Float64Array> {
  const image = await openRealPieces(path)
  const all: Float64Array[] = []
  try {
    for await (const piece of image.pieces()) all.push(piece.slice())
  } finally {
    await image.close()
  }
  const whole = new Float64Array(all.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of all) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

test.each([
  ['yx', [1300, 900]], // more than a piece
  ['yx', [2100, 2050]], // more than a region
  ['tczyx', [2, 2, 3, 10, 12]],
  ['zyxs', [3, 10, 12, 3]],
])('pieces of %s %j hold the pixels of the whole image in order', async (axes, shape) => {
  const path = join(folder, 'image.ome.tif')
  const length = shape.reduce((product, side) => product * side, 1)
  const data = Float64Array.from({ length }, (_, i) => (i * 31) % 4093)
  await writeRealImage(path, { axes, shape, data })
  const pieces = await joined(path)
  const whole = await readRealImage(path)
  expect(pieces.length).toBe(whole.data.length)
  expect(pieces.every((value, i) => value === whole.data[i])).toBe(true)
})

test('integers of 64 bits become numbers', async () => {
  const path = join(folder, 'wide.npy')
  await writeFile(path, npyFile('<i8', [1, 3], BigInt64Array.of(-1n, 2n, 3n)))
  expect([...(await joined(path))]).toEqual([-1, 2, 3])
})
