import { expect, test } from 'vitest'
import type { ImageInfo, PixelBlock } from '../../src-main/core/images/types.ts'
import {
  isEnoughFor,
  pieceAround,
  rectangleOfPlane,
  rectangleOfTile,
  tilePixels,
} from '../../src-main/engine/pieces.ts'

const info = (height: number, width: number, dtype = 'uint16', samples = 1): ImageInfo =>
  ({
    dtype,
    size: { samples },
    levels: [
      { downsample: 1, height, width },
      { downsample: 2, height: Math.ceil(height / 2), width: Math.ceil(width / 2) },
    ],
  }) as unknown as ImageInfo

test('tiles are 512 px and what is left at the edges', () => {
  const image = info(1000, 700)
  expect(rectangleOfTile('/a', image, 0, 0, 0)).toEqual({ y: 0, x: 0, height: 512, width: 512 })
  expect(rectangleOfTile('/a', image, 0, 1, 1)).toEqual({ y: 512, x: 512, height: 488, width: 188 })
  for (const [level, y, x] of [
    [0, 2, 0],
    [0, 0, 2],
    [1, 1, 0],
    [2, 0, 0],
  ] as const)
    expect(() => rectangleOfTile('/a', image, level, y, x)).toThrow('has no tile')
})

test.each([
  ['2048² of 16 bits', info(2048, 2048), true],
  ['2049² of 16 bits', info(2049, 2049), false],
  ['2048² of 32 bits', info(2048, 2048, 'float32'), false],
  ['2048² of 8 bits in colour', info(2048, 2048, 'uint8', 3), false],
  ['1600² of 8 bits in colour', info(1600, 1600, 'uint8', 3), true],
  ['2048² of single bits', info(2048, 2048, 'bool'), true],
])('a plane of %s is read whole: %s', (_, image, isWhole) => {
  const tile = rectangleOfTile('/a', image, 0, 1, 1)
  const piece = pieceAround(image, 0, tile)
  if (isWhole) expect(piece).toMatchObject({ y: 0, x: 0, height: image.levels[0]!.height })
  else expect(piece).toEqual(tile)
})

test('a plane is sent whole up to 8 MB, at any level', () => {
  expect(rectangleOfPlane('/a', info(2048, 2048), 0)).toMatchObject({ height: 2048, width: 2048 })
  expect(rectangleOfPlane('/a', info(4096, 4096), 1)).toMatchObject({ height: 2048, width: 2048 })
  expect(() => rectangleOfPlane('/a', info(4096, 4096), 0)).toThrow('ask for its tiles')
  expect(() => rectangleOfPlane('/a', info(4096, 4096), 2)).toThrow('has no level 2')
})

test('a tile is cut out of what was read, in little-endian bytes', () => {
  const data = Uint16Array.from({ length: 20 }, (_, index) => 256 * index)
  const block: PixelBlock = { axes: 'yx', shape: [4, 5], dtype: 'uint16', data }
  const [piece, tile] = [
    { y: 10, x: 20, height: 4, width: 5 },
    { y: 11, x: 22, height: 2, width: 3 },
  ]
  const pixels = tilePixels('/a', block, piece, tile)
  expect(pixels.shape).toEqual([2, 3])
  expect([...pixels.bytes]).toEqual([0, 7, 0, 8, 0, 9, 0, 12, 0, 13, 0, 14])
})

test('colour samples stay together', () => {
  const data = Uint8Array.from({ length: 12 }, (_, index) => index)
  const block: PixelBlock = { axes: 'yxs', shape: [2, 2, 3], dtype: 'uint8', data }
  const pixels = tilePixels(
    '/a',
    block,
    { y: 0, x: 0, height: 2, width: 2 },
    { y: 1, x: 1, height: 1, width: 1 },
  )
  expect(pixels.shape).toEqual([1, 1, 3])
  expect([...pixels.bytes]).toEqual([9, 10, 11])
})

test('half floats go out as they are stored, in two bytes', () => {
  const data = Float32Array.of(1, -2, 0.5, Infinity)
  const block: PixelBlock = { axes: 'yx', shape: [2, 2], dtype: 'float16', data }
  const whole = { y: 0, x: 0, height: 2, width: 2 }
  const { bytes } = tilePixels('/a', block, whole, whole)
  expect([...new Uint16Array(bytes.slice().buffer)]).toEqual([0x3c00, 0xc000, 0x3800, 0x7c00])
})

test('absent pixels are counted per tile, so a plane with some is read again by tile', () => {
  const block: PixelBlock = { axes: 'yx', shape: [4, 4], dtype: 'uint8', data: new Uint8Array(16) }
  const [piece, tile] = [
    { y: 0, x: 0, height: 4, width: 4 },
    { y: 0, x: 0, height: 2, width: 2 },
  ]
  expect(isEnoughFor(block, piece, tile)).toBe(true)
  expect(isEnoughFor({ ...block, filledPixels: 3 }, piece, tile)).toBe(false)
  expect(isEnoughFor({ ...block, filledPixels: 3 }, tile, tile)).toBe(true)
})
