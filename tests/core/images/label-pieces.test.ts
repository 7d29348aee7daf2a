import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLabelPieces } from '../../../src-main/core/images/label-pieces.ts'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import { writeLabelImage } from '../../../src-main/core/images/write-label-image.ts'
import { writeRealImage } from '../../../src-main/core/images/write-real-image.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-pieces-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function joined(path: string, options = {}): Promise<number[]> {
  const labels = await openLabelPieces(path, options)
  const all: number[] = []
  for await (const piece of labels.pieces()) for (const label of piece) all.push(label)
  await labels.close()
  return all
}

test('pieces hold the pixels of the whole image in order', async () => {
  const path = join(folder, 'labels.tif')
  const shape = [1100, 1000] // more than a piece
  const data = Uint32Array.from({ length: 1_100_000 }, (_, i) => (i * 31) % 70_000)
  await writeLabelImage(path, { shape, data })
  const labels = await openLabelPieces(path)
  expect(labels.shape).toEqual(shape)
  await labels.close()
  const whole = (await readLabelImage(path)).data
  expect((await joined(path)).every((label, i) => label === whole[i])).toBe(true)
})

test('what is no label is refused as in a whole image', async () => {
  const path = join(folder, 'half.tif')
  await writeRealImage(path, { shape: [1, 2], data: Float32Array.of(0, 0.5) })
  await expect(openLabelPieces(path)).rejects.toMatchObject({ code: 'not-a-label-image' })
  await expect(joined(path, { allowIntegralFloat: true })).rejects.toMatchObject({
    code: 'not-a-label-image',
  })
})
