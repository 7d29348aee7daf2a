import { expect, test } from 'vitest'
import type { PaneContent } from '../../../src-renderer/viewer/panes.ts'
import type { PlaneSource } from '../../../src-renderer/viewer/plane-source.ts'
import { readings } from '../../../src-renderer/viewer/readout.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const source = (role: PlaneSource['role'], width = 600): PlaneSource => ({
  ...{ key: role, width, height: 2, samples: 1, role, format: 'r32ui', parts: [] },
  loadTile: () => Promise.reject(new Error('not read here')),
})
const pane = (title: string, readout: PlaneSource | null): PaneContent => ({
  ...{ id: title, title, tool: null, image: null, labels: null, errors: null, message: null },
  readout,
})
const extent = { width: 600, height: 2 }

test('reads the value in the right tile, names labels, and says what is not here yet', async () => {
  const cache = createTileCache(10_000, () => undefined)
  const values = new Uint32Array(88 * 2)
  values[88 + 5] = 4294967295
  const tile = { width: 88, height: 2, samples: 1, values }
  await cache.fetch('labels 0 1', () => Promise.resolve(tile))
  const panes = [pane('A', source('labels')), pane('B', source('intensity')), pane('C', null)]
  expect(readings(panes, { x: 517.5, y: 1.2 }, extent, cache).map((r) => r.text)).toEqual([
    'label 4294967295',
    '…',
    '–',
  ])
  expect(readings(panes, { x: 520, y: 0 }, extent, cache)[0]?.text).toBe('no label')
  expect(readings(panes, { x: 700, y: 0 }, extent, cache)[0]?.text).toBe('–')
})
