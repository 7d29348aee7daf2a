import { describe, expect, test } from 'vitest'
import { allTiles, tileBox, visibleTiles } from '../../../src-renderer/viewer/tile-grid.ts'

const image = { width: 1300, height: 700 }

describe('visibleTiles', () => {
  test('gives all tiles when the whole image is in sight', () => {
    const tiles = visibleTiles(
      { x: 650, y: 350, zoom: 0.1 },
      { width: 400, height: 400 },
      image,
      512,
    )
    expect(tiles).toHaveLength(6)
  })
  test('gives only the tile that is looked at when near', () => {
    const tiles = visibleTiles({ x: 600, y: 100, zoom: 8 }, { width: 400, height: 300 }, image, 512)
    expect(tiles).toEqual([{ x: 1, y: 0 }])
  })
  test('asks for the tile in the middle first', () => {
    const tiles = visibleTiles(
      { x: 1200, y: 600, zoom: 0.1 },
      { width: 400, height: 400 },
      image,
      512,
    )
    expect(tiles[0]).toEqual({ x: 2, y: 1 })
  })
  test('gives none beside the image', () => {
    const pane = { width: 100, height: 100 }
    expect(visibleTiles({ x: -5000, y: 0, zoom: 1 }, pane, image, 512)).toEqual([])
  })
})

test('tiles at the right and bottom edge are smaller', () => {
  expect(tileBox({ x: 2, y: 1 }, image, 512)).toEqual({ x0: 1024, y0: 512, x1: 1300, y1: 700 })
})

test('all tiles of an image, those at the edges included', () => {
  const places = allTiles({ width: 1025, height: 512 }, 512).map(({ x, y }) => [x, y])
  expect(places).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
  ])
})
