import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLabelPieces } from '../../../src-main/core/images/label-pieces.ts'
import { pairedPieces } from '../../../src-main/core/images/paired-pieces.ts'
import { writeLabelImage } from '../../../src-main/core/images/write-label-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-pieces-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('two images are cut to the same lengths, whatever their files look like', async () => {
  const data = Uint32Array.from({ length: 1_100_000 }, (_, i) => i)
  const [tiled, plain] = [join(folder, 'tiled.tif'), join(folder, 'plain.tif')]
  await writeLabelImage(tiled, { shape: [1100, 1000], data })
  await writeRealImage(plain, { shape: [1100, 1000], data: Float32Array.from(data) })
  const [a, b] = [
    await openLabelPieces(tiled),
    await openLabelPieces(plain, { allowIntegralFloat: true }),
  ]
  let at = 0
  for await (const [left, right] of pairedPieces(a, b)) {
    expect(left.every((label, i) => label === right[i])).toBe(true)
    expect(left[0]).toBe(at)
    at += left.length
  }
  expect(at).toBe(data.length)
  await Promise.all([a.close(), b.close()])
})
