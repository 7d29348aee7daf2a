import { expect, test, vi } from 'vitest'
import { differencePlane, storedPlane } from '../../../src-renderer/viewer/plane-source.ts'
import type { PlaneSource, ViewerImage } from '../../../src-renderer/viewer/plane-source.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const level = (width: number) => ({ width, height: 1, onDemand: false })
const source = (
  key: string,
  values: Uint16Array<ArrayBuffer>,
  levels = [level(values.length)],
): PlaneSource => ({
  ...{ key, image: key, width: values.length, height: 1, samples: 1 },
  ...{ role: 'intensity', format: 'r16ui', levels },
  loadTile: () => Promise.resolve({ width: values.length, height: 1, samples: 1, values }),
  ...{ wholeLevel: () => null, partsOf: () => [] },
  keysOf: (tile) => [`${key} ${tile.level} ${tile.y} ${tile.x}`],
})
const first = { level: 0, x: 0, y: 0 }

test('a difference is prediction minus truth, signed', async () => {
  const cache = createTileCache(1000, () => undefined)
  const truth = source('t', Uint16Array.of(10, 5, 0))
  const prediction = source('p', Uint16Array.of(4, 5, 65535))
  const plane = differencePlane(truth, prediction, cache)
  const tile = await plane.loadTile(first, new AbortController().signal)
  expect([...tile.values]).toEqual([-6, 0, 65535])
  expect(plane.keysOf(first)).toEqual(['p minus t 0 0 0', 't 0 0 0', 'p 0 0 0'])
})

test('a difference has the levels that both sides have alike', () => {
  const cache = createTileCache(1000, () => undefined)
  const pixels = new Uint16Array(8)
  const truth = source('t', pixels, [level(8), level(4), level(2)])
  const prediction = source('p', pixels, [level(8), level(2)])
  const plane = differencePlane(truth, prediction, cache)
  expect(plane.levels.map(({ width }) => width)).toEqual([8, 2])
  expect(plane.keysOf({ level: 1, x: 0, y: 0 }).slice(1)).toEqual(['t 2 0 0', 'p 1 0 0'])
})

function image(size: object, levels: readonly object[]): ViewerImage {
  const description = { dtype: 'uint8', contentKey: 'k1', size, levels }
  return { address: '/api/x', description } as ViewerImage
}

test('a plane asks for its tile by level, address and content, and stays within the image', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address)
    const headers = {
      'x-touchstone-dtype': 'uint8',
      'x-touchstone-shape': '1,2',
      'x-touchstone-filled': '1',
    }
    return Promise.resolve(new Response(Uint8Array.of(3, 4), { headers }))
  })
  const size = { t: 1, c: 1, z: 3, width: 2, height: 1, samples: 1 }
  const one = image(size, [{ downsample: 1, width: 2, height: 1 }])
  const wanted = { t: 0, c: 2, z: 2 }
  const { signal } = new AbortController()
  const tile = await storedPlane(one, wanted, 'intensity').loadTile(
    { level: 1, x: 1, y: 0 },
    signal,
  )
  await storedPlane(one, wanted, 'labels').loadTile(first, signal)
  expect(asked).toEqual([
    '/api/x/levels/1/planes/0/0/2/tiles/0/1?v=k1',
    '/api/x/levels/0/planes/0/0/2/tiles/0/0?v=k1&labels=1',
  ])
  expect([...tile.values]).toEqual([3, 4])
  expect(tile.filledPixels).toBe(1)
  vi.unstubAllGlobals()
})

test('a level of at most 8 MB is asked for as a whole, past the browser’s own cache', async () => {
  const asked: unknown[][] = []
  vi.stubGlobal('fetch', (address: string, { cache }: RequestInit) => {
    asked.push([address, cache])
    const headers = { 'x-touchstone-dtype': 'uint16', 'x-touchstone-shape': '1,2' }
    return Promise.resolve(new Response(Uint8Array.of(3, 0, 4, 1), { headers }))
  })
  const size = { t: 1, c: 1, z: 3, width: 4096, height: 2048, samples: 1 }
  const levels = [
    { downsample: 1, width: 4096, height: 2048 },
    { downsample: 2, width: 2048, height: 1024 },
  ]
  const plane = storedPlane(image(size, levels), { t: 0, c: 0, z: 1 }, 'labels')
  const { signal } = new AbortController()
  // 8 bit: 8 MB and 2 MB
  expect([...(await plane.wholeLevel(0)!(signal)).values]).toEqual([3, 260])
  await plane.wholeLevel(1)!(signal)
  expect(asked).toEqual([
    ['/api/x/levels/0/planes/0/0/1?v=k1&labels=1', 'no-store'],
    ['/api/x/levels/1/planes/0/0/1?v=k1&labels=1', 'no-store'],
  ])
  const larger = image(size, [{ downsample: 1, width: 4097, height: 2048 }])
  expect(storedPlane(larger, { t: 0, c: 0, z: 1 }, 'labels').wholeLevel(0)).toBeNull()
  vi.unstubAllGlobals()
})

test('planes of one image stand in for each other, those of changed pixels do not', () => {
  const size = { t: 1, c: 1, z: 3, width: 2, height: 1, samples: 1 }
  const one = image(size, [])
  const changed = { ...one, description: { ...one.description, contentKey: 'k2' } }
  const at = (of: ViewerImage, z: number) => storedPlane(of, { t: 0, c: 0, z }, 'intensity')
  expect(at(one, 0).image).toBe(at(one, 1).image)
  expect(at(one, 0).key).not.toBe(at(one, 1).key)
  expect(at(one, 0).image).not.toBe(at(changed, 0).image)
})

test('a plane knows its place in the stack, and the way to others of the same image and role', () => {
  const size = { t: 2, c: 1, z: 3, width: 2, height: 1, samples: 1 }
  const one = storedPlane(image(size, []), { t: 1, c: 0, z: 1 }, 'labels')
  expect(one.place).toMatchObject({ plane: { t: 1, c: 0, z: 1 }, size: { t: 2, c: 1, z: 3 } })
  const other = one.place?.at({ t: 1, c: 0, z: 2 })
  expect([other?.image, other?.role]).toEqual([one.image, 'labels'])
  expect(other?.key).toBe(storedPlane(image(size, []), { t: 1, c: 0, z: 2 }, 'labels').key)
})

test('a projection is asked for as such, has pixels of its own and takes its time', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address)
    const headers = { 'x-touchstone-dtype': 'uint8', 'x-touchstone-shape': '1,2' }
    return Promise.resolve(new Response(new Uint8Array([3, 4]), { headers }))
  })
  const size = { t: 1, c: 1, z: 1, width: 2, height: 1, samples: 1 }
  const flat = { ...image(size, [{ downsample: 1, width: 2, height: 1 }]), view: 'max-2-5' }
  const plane = storedPlane(flat, { t: 0, c: 0, z: 2 }, 'intensity')
  await plane.loadTile(first, new AbortController().signal)
  expect(asked).toEqual(['/api/x/levels/0/planes/0/0/0/tiles/0/0?v=k1&view=max-2-5'])
  expect(plane.work).toBe('projecting…')
  expect(storedPlane({ ...flat, view: 'xz' }, { t: 0, c: 0, z: 0 }, 'labels').work).toBeUndefined()
  vi.unstubAllGlobals()
})
