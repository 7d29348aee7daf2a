import { expect, test } from 'vitest'
import type { PlaneSource } from '../../../src-renderer/viewer/plane-source.ts'
import { createPlanesAhead } from '../../../src-renderer/viewer/planes-ahead.ts'

const size = { t: 1, c: 1, z: 10 }
function source(image: string, z: number, more: Partial<PlaneSource> = {}): PlaneSource {
  const plane = { t: 0, c: 0, z }
  const place = { plane, size, at: (to: typeof plane) => source(image, to.z) }
  return { key: `${image} ${z}`, image, place, ...more } as PlaneSource
}
const keys = (distances: readonly (readonly PlaneSource[])[]) =>
  distances.map((sources) => sources.map(({ key }) => key).join(', '))

test('the next planes of every image, by their distance', () => {
  const ahead = createPlanesAhead()
  expect(ahead.after([source('a', 4), source('b', 4)])).toEqual([])
  expect(keys(ahead.after([source('a', 5), source('b', 5)]))).toEqual(['a 6, b 6', 'a 7, b 7'])
  // drawn again, where nothing moved
  expect(keys(ahead.after([source('a', 5), source('b', 5)]))).toHaveLength(2)
})

test('an image in two panes is read once; none behind the last plane', () => {
  const ahead = createPlanesAhead()
  ahead.after([source('a', 7)])
  expect(keys(ahead.after([source('a', 8), source('a', 8)]))).toEqual(['a 9'])
})

test('nothing ahead of projections and of what is computed from others', () => {
  const ahead = createPlanesAhead()
  const computed = (z: number) => [
    source('p', z, { work: 'projecting…' }),
    { key: `d ${z}`, image: 'd' } as PlaneSource,
  ]
  ahead.after(computed(1))
  expect(ahead.after(computed(2))).toEqual([])
})
