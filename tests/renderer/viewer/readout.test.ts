import { expect, test } from 'vitest'
import type { PaneContent } from '../../../src-renderer/viewer/panes.ts'
import type { PlaneSource } from '../../../src-renderer/viewer/plane-source.ts'
import { readings } from '../../../src-renderer/viewer/readout.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const source = (role: PlaneSource['role'], width = 600): PlaneSource => ({
  ...{ key: role, image: role, width, height: 2, samples: 1, role, format: 'r32ui' },
  levels: [
    { width, height: 2, onDemand: false },
    { width: width / 2, height: 1, onDemand: false },
  ],
  ...{ wholeLevel: () => null, partsOf: () => [], keysOf: () => [] },
  loadTile: () => Promise.reject(new Error('not read here')),
})
const pane = (title: string, readout: PlaneSource | null): PaneContent => ({
  ...{
    id: title,
    title,
    tool: null,
    image: null,
    labels: null,
    errors: null,
    message: null,
    points: null,
  },
  readout,
})
const extent = { width: 600, height: 2 }

test('reads the value in the right tile, names labels, and says what is not here yet', async () => {
  const cache = createTileCache(10_000, () => undefined)
  const values = new Uint32Array(88 * 2)
  values[88 + 5] = 4294967295
  const tile = { width: 88, height: 2, samples: 1, values }
  await cache.fetch('labels 0 0 1', () => Promise.resolve(tile))
  const panes = [pane('A', source('labels')), pane('B', source('intensity')), pane('C', null)]
  expect(readings(panes, { x: 517.5, y: 1.2 }, extent, cache).map((r) => r.text)).toEqual([
    'label 4294967295',
    '…',
    '–',
  ])
  expect(readings(panes, { x: 520, y: 0 }, extent, cache)[0]?.text).toBe('no label')
  expect(readings(panes, { x: 700, y: 0 }, extent, cache)[0]?.text).toBe('–')
})

test('a value of a coarser level says which, for it may be a mean', async () => {
  const cache = createTileCache(10_000, () => undefined)
  const tile = { width: 300, height: 1, samples: 1, values: new Uint32Array(300).fill(7) }
  await cache.fetch('intensity 1 0 0', () => Promise.resolve(tile))
  const [reading] = readings([pane('A', source('intensity'))], { x: 517, y: 1 }, extent, cache)
  expect(reading?.text).toBe('7 (overview 1:2)')
})

test('a value that cannot be read is none, and is not waited for', async () => {
  const cache = createTileCache(10_000, () => undefined)
  const failing = cache.fetch('labels 0 0 0', () => Promise.reject(new Error('truncated')))
  await expect(failing).rejects.toThrow('truncated')
  const [reading] = readings([pane('A', source('labels'))], { x: 3, y: 1 }, extent, cache)
  expect(reading?.text).toBe('–')
})
