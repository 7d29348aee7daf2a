import { describe, expect, test } from 'vitest'
import {
  coverView,
  levelFor,
  levelInView,
  tilesInView,
  wantedTiles,
} from '../../../src-renderer/viewer/levels.ts'
import type { LevelTile } from '../../../src-renderer/viewer/levels.ts'

const pyramid = (width: number, height: number, factors: readonly number[], onDemand = false) =>
  factors.map((factor) => ({
    width: Math.ceil(width / factor),
    height: Math.ceil(height / factor),
    onDemand: onDemand && factor > 1,
  }))
const large = pyramid(100_000, 80_000, [1, 2, 4, 8, 16, 32, 64, 128])
const pane = { width: 1000, height: 800 }
const name = (tile: LevelTile) => `${tile.level}:${tile.y},${tile.x}`

describe('level for a zoom', () => {
  test('has at least one pixel for every pixel of the screen, and hardly more', () => {
    expect(levelFor(large, 1)).toBe(0)
    expect(levelFor(large, 3.9)).toBe(1)
    expect(levelFor(large, 4)).toBe(2)
    expect(levelFor(large, 1 / 64)).toBe(0)
    expect(levelFor(large, 100_000)).toBe(7)
  })
  test('takes rounded sizes as the factor they stand for', () => {
    expect(levelFor(pyramid(1023, 1023, [1, 2, 4]), 2)).toBe(1)
  })
  test('a dense screen wants a finer level', () => {
    const camera = { x: 50_000, y: 40_000, zoom: 1 / 4 }
    expect(levelInView(large, camera, pane, 1, 512)).toBe(2)
    expect(levelInView(large, camera, pane, 2, 512)).toBe(1)
  })
  test('no level is made for a plane of moderate size: stepping would wait for each', () => {
    const camera = { x: 1024, y: 1024, zoom: 0.37 }
    expect(levelInView(pyramid(2048, 2048, [1, 2, 4], true), camera, pane, 1, 512)).toBe(0)
    expect(levelInView(pyramid(2048, 2048, [1, 2, 4]), camera, pane, 1, 512)).toBe(1)
    const whole = { x: 3000, y: 2500, zoom: 0.15 }
    expect(levelInView(pyramid(6000, 5000, [1, 2, 4, 8], true), whole, pane, 1, 512)).toBe(2)
  })
  test('where levels are far apart, no view needs more tiles than are drawn at once', () => {
    const sparse = pyramid(100_000, 80_000, [1, 32])
    const camera = { x: 50_000, y: 40_000, zoom: 1 / 31 }
    expect(levelInView(sparse, camera, pane, 1, 512)).toBe(1)
  })
})

describe('tiles', () => {
  test('of a level stand in that level’s grid, the middle first', () => {
    const camera = { x: 50_000, y: 40_000, zoom: 1 / 4 }
    const tiles = tilesInView(large, 2, camera, pane, 512)
    expect(tiles[0]).toMatchObject({ level: 2, y: 19, x: 24 })
    expect(tiles.length).toBeLessThan(13)
  })
  test('any view of an image without overview asks for a bounded number', () => {
    const flat = pyramid(100_000, 100_000, [1])
    const camera = { x: 50_000, y: 50_000, zoom: 0.01 }
    expect(tilesInView(flat, 0, camera, pane, 512).length).toBeLessThanOrEqual(256)
  })
  test('an overview is asked for first, but none that would be made only for that', () => {
    const camera = { x: 1500, y: 1500, zoom: 1 }
    const stored = wantedTiles(pyramid(3000, 3000, [1, 4]), 0, camera, pane, 512)
    expect(stored.slice(0, 2).map(({ level }) => level)).toEqual([1, 0])
    const made = wantedTiles(pyramid(3000, 3000, [1, 4], true), 0, camera, pane, 512)
    expect(made.every(({ level }) => level === 0)).toBe(true)
  })
})

describe('cover of a view', () => {
  const levels = pyramid(2048, 1024, [1, 2, 4])
  const camera = { x: 1024, y: 512, zoom: 1 }
  const sharp = tilesInView(levels, 0, camera, { width: 2048, height: 1024 }, 512)
  const cover = (here: readonly string[]) =>
    coverView(levels, sharp, (tile) => here.includes(name(tile)), 512)

  test('is made of sharp tiles where they are here and of the finest coarser ones elsewhere', () => {
    const { pieces, complete, sharp: allSharp } = cover(['0:0,0', '1:0,0', '2:0,0'])
    expect(complete).toBe(true)
    expect(allSharp).toBe(false)
    const at = (x0: number, y0: number) =>
      pieces.find(({ box }) => box.x0 === x0 && box.y0 === y0)?.level
    expect([at(0, 0), at(512, 512), at(1024, 0)]).toEqual([0, 1, 2])
  })
  test('every place is drawn once: translucent labels stay as translucent as they are', () => {
    const { pieces } = cover(['0:0,0', '1:0,0', '2:0,0'])
    const area = pieces.reduce((sum, { box }) => sum + (box.x1 - box.x0) * (box.y1 - box.y0), 0)
    expect(area).toBe(2048 * 1024)
  })
  test('holes stay holes', () => {
    const { pieces, complete } = cover(['0:0,0', '1:0,1'])
    expect(complete).toBe(false)
    expect(pieces).toHaveLength(1 + 4)
  })
  test('is complete and sharp when every sharp tile is here', () => {
    const all = sharp.map(name)
    expect(cover(all)).toMatchObject({ complete: true, sharp: true })
  })
})
