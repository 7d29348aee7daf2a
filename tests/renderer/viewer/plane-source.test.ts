import { expect, test, vi } from 'vitest'
import { differencePlane, storedPlane } from '../../../src-renderer/viewer/plane-source.ts'
import type { PlaneSource, ViewerImage } from '../../../src-renderer/viewer/plane-source.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const source = (key: string, values: Uint16Array<ArrayBuffer>): PlaneSource => ({
  ...{ key, width: values.length, height: 1, samples: 1, role: 'intensity', format: 'r16ui' },
  loadTile: () => Promise.resolve({ width: values.length, height: 1, samples: 1, values }),
  parts: [],
})

test('a difference is prediction minus truth, signed', async () => {
  const cache = createTileCache(1000, () => undefined)
  const truth = source('t', Uint16Array.of(10, 5, 0))
  const prediction = source('p', Uint16Array.of(4, 5, 65535))
  const plane = differencePlane(truth, prediction, cache)
  const tile = await plane.loadTile({ x: 0, y: 0 }, new AbortController().signal)
  expect([...tile.values]).toEqual([-6, 0, 65535])
  expect(plane.parts).toEqual([truth, prediction])
})

test('a plane asks for its tile by address and stays within the image', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address)
    const headers = { 'x-touchstone-dtype': 'uint8', 'x-touchstone-shape': '1,2' }
    return Promise.resolve(new Response(Uint8Array.of(3, 4), { headers }))
  })
  const image = {
    address: '/api/x',
    description: { dtype: 'uint8', size: { t: 1, c: 1, z: 3, width: 2, height: 1, samples: 1 } },
  } as ViewerImage
  const plane = storedPlane(image, { t: 0, c: 2, z: 2 }, 'labels')
  const tile = await plane.loadTile({ x: 1, y: 0 }, new AbortController().signal)
  expect(asked).toEqual(['/api/x/levels/0/planes/0/0/2/tiles/0/1'])
  expect([...tile.values]).toEqual([3, 4])
  vi.unstubAllGlobals()
})
