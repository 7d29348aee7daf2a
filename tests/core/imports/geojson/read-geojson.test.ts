import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawOutlines } from '../../../../src-main/core/imports/draw-outlines.ts'
import { readGeojson } from '../../../../src-main/core/imports/geojson/read-geojson.ts'

let path = ''
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'touchstone-geojson-')), 'cells.geojson')
})
afterEach(() => rm(join(path, '..'), { recursive: true }))

const ring = (x: number, y: number, side: number) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]
const feature = (geometry: object, properties: object = {}) => ({
  type: 'Feature',
  geometry,
  properties,
})

async function read(document: unknown) {
  await writeFile(path, JSON.stringify(document))
  return readGeojson(path)
}

test('polygons with holes and in several parts are objects, with name, class and plane', async () => {
  const found = await read({
    type: 'FeatureCollection',
    features: [
      feature(
        { type: 'Polygon', coordinates: [ring(0, 0, 5), ring(1, 1, 2)] },
        {
          objectType: 'detection',
          name: 'n1',
          classification: { name: 'Tumor', color: [1, 2, 3] },
        },
      ),
      feature(
        {
          type: 'MultiPolygon',
          coordinates: [[ring(6, 0, 1)], [ring(6, 3, 1)]],
          plane: { c: -1, z: 2, t: 0 },
        },
        { classification: { names: ['Immune', 'CD3'] } },
      ),
      feature({ type: 'Point', coordinates: [1, 2] }),
    ],
  })
  expect(found.outlines).toMatchObject([
    { name: 'n1', className: 'Tumor', plane: null },
    { name: '', className: 'Immune: CD3', plane: { z: 2, t: 0 } },
  ])
  expect(found.notes).toEqual([
    'cells.geojson: 1 feature of type Point left out, which encloses no area.',
  ])
  const outlines = found.outlines.map((one) => ({ ...one, plane: null }))
  const labels = drawOutlines({ ...found, outlines }, { height: 6, width: 8, depth: 1 })
  const areas = [1, 2].map((label) => labels.data.filter((value) => value === label).length)
  expect(areas).toEqual([21, 2])
})

test('a bare list and a single feature are read too', async () => {
  const one = feature({ type: 'Polygon', coordinates: [ring(0, 0, 1)] })
  expect((await read([one])).outlines).toHaveLength(1)
  expect((await read(one)).outlines).toHaveLength(1)
  expect((await read({ type: 'FeatureCollection', features: [] })).outlines).toEqual([])
})

test.each([
  [{ hello: 1 }, /neither a FeatureCollection nor a list of features/],
  [[feature({ type: 'Polygon', coordinates: [1] })], /feature 1 is no GeoJSON \(coordinates\.0/],
  [[{ type: 'Feature' }], /feature 1 is no GeoJSON/],
  [
    [feature({ type: 'Point', coordinates: [1, 2] })],
    /holds 1 feature of type Point and no polygon/,
  ],
])('%j is refused', async (document, reason) => {
  await expect(read(document)).rejects.toThrow(reason)
})
