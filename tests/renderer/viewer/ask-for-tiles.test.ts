import { expect, test } from 'vitest'
import { askForTiles } from '../../../src-renderer/viewer/ask-for-tiles.ts'
import type { LevelTile } from '../../../src-renderer/viewer/levels.ts'
import type { TilePixels } from '../../../src-renderer/viewer/pixel-data.ts'
import { differencePlane, tileKey } from '../../../src-renderer/viewer/plane-source.ts'
import type { PlaneSource } from '../../../src-renderer/viewer/plane-source.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const tile = (x: number, y = 0, level = 0): LevelTile => ({ level, x, y })
const row = (count: number) => Array.from({ length: count }, (_, x) => tile(x))
const nothingHere = () => false
const cacheOf = () => createTileCache(100_000_000, () => undefined)
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

interface Options {
  readonly isSmall?: boolean
  readonly onDemand?: boolean
  readonly filledPixels?: number
  readonly answerWidth?: number
}

/** 4 x 1 tiles; the value of a pixel is its column. What is read is written down. */
function source(key: string, asked: string[], options: Options = {}): PlaneSource {
  const { isSmall = true, onDemand = false, filledPixels = 0, answerWidth = 1600 } = options
  const pixels = (x0: number, width: number): TilePixels => ({
    ...{ width, height: 2, samples: 1, filledPixels },
    values: Uint16Array.from({ length: width * 2 }, (_, at) => x0 + (at % width)),
  })
  return {
    ...{ key, image: key, width: 1600, height: 2, samples: 1, role: 'intensity', format: 'r16ui' },
    levels: [{ width: 1600, height: 2, onDemand }],
    loadTile: ({ x }) => {
      asked.push(`${key} tile ${x}`)
      return Promise.resolve(pixels(x * 512, x === 3 ? 64 : 512))
    },
    wholeLevel: () =>
      isSmall
        ? () => {
            asked.push(`${key} whole`)
            return Promise.resolve(pixels(0, answerWidth))
          }
        : null,
    partsOf: () => [],
    keysOf: (one) => [tileKey({ key }, one)],
  }
}

test('a small plane of which most is wanted comes in one read, and its tiles are cut out', async () => {
  const [asked, cache] = [[] as string[], cacheOf()]
  const plane = source('p', asked)
  askForTiles(plane, row(3), nothingHere, cache)
  askForTiles(plane, row(3), nothingHere, cache)
  await settle()
  expect(asked).toEqual(['p whole'])
  const last = cache.get('p 0 0 3')
  expect([last?.width, last?.height, last?.values[0], last?.values[64 + 63]]).toEqual([
    ...[64, 2, 1536, 1599],
  ])
  expect(cache.get('p 0 0 1')?.values[0]).toBe(512)
})

test('a small part of a plane comes tile by tile, as does what is left of it', async () => {
  const [asked, cache] = [[] as string[], cacheOf()]
  askForTiles(source('p', asked), row(1), nothingHere, cache)
  askForTiles(source('q', asked), row(4), ({ x }) => x !== 2, cache)
  await settle()
  expect(asked).toEqual(['p tile 0', 'q tile 2'])
})

test('a plane that is too large for one answer comes tile by tile, in the order of what matters', () => {
  const asked: string[] = []
  const wanted = [tile(2), tile(0), tile(1)]
  askForTiles(source('p', asked, { isSmall: false }), wanted, nothingHere, cacheOf())
  expect(asked).toEqual(['p tile 2', 'p tile 0', 'p tile 1'])
})

test('of a large level that may have to be made one tile is asked for until one is here', async () => {
  const [asked, cache] = [[] as string[], cacheOf()]
  const plane = source('p', asked, { isSmall: false, onDemand: true })
  const isHere = (one: LevelTile) => cache.get(tileKey(plane, one)) !== null
  askForTiles(plane, row(3), isHere, cache)
  askForTiles(plane, row(3), isHere, cache)
  expect(asked).toEqual(['p tile 0'])
  await settle()
  askForTiles(plane, row(3), isHere, cache)
  expect(asked).toEqual(['p tile 0', 'p tile 1', 'p tile 2'])
})

test('where pixels are absent from the file the tiles count their own', async () => {
  const [asked, cache] = [[] as string[], cacheOf()]
  askForTiles(source('p', asked, { filledPixels: 9 }), row(4), nothingHere, cache)
  await settle()
  expect(asked).toEqual(['p whole', 'p tile 0', 'p tile 1', 'p tile 2', 'p tile 3'])
  expect(cache.get('p 0 0 2')?.filledPixels).toBe(9)
})

test.each([1500, 1700])(
  'a plane of another size (%i) than the image has is a failure of its tiles',
  async (answerWidth) => {
    const cache = cacheOf()
    askForTiles(source('p', [], { answerWidth }), row(4), nothingHere, cache)
    await settle()
    expect(cache.failureOf('p 0 0 0')).toContain(`${answerWidth} × 2 pixels, where 1600 × 2`)
  },
)

test('a difference asks for both of its planes once', async () => {
  const [asked, cache] = [[] as string[], cacheOf()]
  const difference = differencePlane(source('t', asked), source('p', asked), cache)
  askForTiles(difference, row(4), nothingHere, cache)
  await settle()
  expect(asked).toEqual(['t whole', 'p whole'])
  expect(cache.get('p minus t 0 0 3')?.values[0]).toBe(0)
})
