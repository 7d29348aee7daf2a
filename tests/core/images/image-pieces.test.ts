import { expect, test } from 'vitest'
import { indexOfPlane, piecesOf, readPiece } from '../../../src-main/core/images/image-pieces.ts'
import { memorySource } from '../../fixtures/images/memory-source.ts'

test('pieces cover every pixel once, plane after plane, in whole tiles', () => {
  const size = { t: 2, c: 1, z: 2, height: 700, width: 20_000, samples: 3 }
  const pieces = [...piecesOf({ size, dtype: 'float64' })]
  const area = pieces.reduce((sum, { height, width }) => sum + height * width, 0)
  expect(area).toBe(4 * 700 * 20_000)
  expect(pieces.every(({ y, x }) => y % 512 === 0 && x % 512 === 0)).toBe(true)
  expect(pieces.every(({ x, width }) => (x + width) % 512 === 0 || x + width === 20_000)).toBe(true)
  const largest = Math.max(...pieces.map(({ height, width }) => height * width * 3 * 8))
  expect(largest).toBeLessThanOrEqual(32 * 2 ** 20)
  const planes = pieces.map((piece) => indexOfPlane(size, piece))
  expect(planes).toEqual(planes.toSorted((a, b) => a - b))
  expect(new Set(planes)).toEqual(new Set([0, 1, 2, 3]))
})

test('a piece is not read for an export that was cancelled', async () => {
  const source = memorySource({
    axes: 'yx',
    shape: [4, 4],
    dtype: 'uint8',
    plane: () => new Uint8Array(16),
  })
  const [piece] = piecesOf(source.info)
  expect((await readPiece(source, piece!, undefined)).shape).toEqual([4, 4])
  await expect(readPiece(source, piece!, AbortSignal.abort())).rejects.toMatchObject({
    code: 'cancelled',
  })
})
