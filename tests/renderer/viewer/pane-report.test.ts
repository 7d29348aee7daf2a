import { describe, expect, test } from 'vitest'
import { TileUnderWay } from '../../../src-renderer/api/problem.ts'
import { paneReport, reportSentence } from '../../../src-renderer/viewer/pane-report.ts'
import type { PlaneLook } from '../../../src-renderer/viewer/pane-report.ts'
import type { PlaneSource } from '../../../src-renderer/viewer/plane-source.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const source = { key: 's', levels: [{ width: 1024, height: 512, onDemand: true }] } as unknown
const tiles = [0, 1].map((x) => ({ level: 0, y: 0, x }))
const look = (sharp: boolean, seen = tiles): PlaneLook => ({
  source: source as PlaneSource,
  sharp: seen,
  plane: { pieces: [], filled: '', complete: sharp, sharp, problem: null },
  middleOnly: false,
})
const tile = (filledPixels: number) => ({
  ...{ width: 512, height: 512, samples: 1, filledPixels },
  values: new Uint8Array(512 * 512),
})

describe('what is said over a pane', () => {
  test('a level under way, with its progress', async () => {
    const cache = createTileCache(1e7, () => undefined)
    const wait = cache.fetch('s 0 0 1', () => Promise.reject(new TileUnderWay(0.4, 1000)))
    await expect(wait).rejects.toThrow('40 %')
    const report = paneReport([look(false)], cache, false)
    expect(report.preparing).toBe(0.4)
    expect(reportSentence(report)).toMatch(/overview.*40 %/)
    expect(paneReport([look(true)], cache, false).preparing).toBeNull()
    cache.clear()
  })
  test('the share that the file does not hold, of the plane or of the part in sight', async () => {
    const cache = createTileCache(1e7, () => undefined)
    await cache.fetch('s 0 0 0', () => Promise.resolve(tile(512 * 512)))
    await cache.fetch('s 0 0 1', () => Promise.resolve(tile(0)))
    expect(reportSentence(paneReport([look(true)], cache, false))).toBe(
      '50 % of this plane is not in the file and is shown as 0.',
    )
    const part = paneReport([look(true, [tiles[0]!])], cache, false)
    expect(reportSentence(part)).toMatch(/^100 % of what is in sight/)
  })
  test('that only the middle is drawn, where there is no overview', () => {
    const cache = createTileCache(1e7, () => undefined)
    const report = paneReport([{ ...look(true), middleOnly: true }], cache, false)
    expect(reportSentence(report)).toMatch(/^Only the middle is drawn/)
  })
  test('what is computed, until the view is sharp or failed', () => {
    const cache = createTileCache(1e7, () => undefined)
    const max = { ...(source as PlaneSource), work: 'projecting…' }
    expect(paneReport([{ ...look(false), source: max }], cache, false).working).toBe('projecting…')
    expect(paneReport([{ ...look(true), source: max }], cache, false).working).toBeNull()
    const failed = { ...look(false), source: max }
    const plane = { ...failed.plane, problem: 'The drive is gone.' }
    expect(paneReport([{ ...failed, plane }], cache, false).working).toBeNull()
  })
  test('nothing, where all is well', async () => {
    const cache = createTileCache(1e7, () => undefined)
    await cache.fetch('s 0 0 0', () => Promise.resolve(tile(0)))
    expect(reportSentence(paneReport([look(true)], cache, false))).toBeNull()
  })
})
