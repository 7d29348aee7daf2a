import { expect, test } from 'vitest'
import { geojsonText } from '../../../src-main/core/exports/geojson-text.ts'
import { traceOutlines } from '../../../src-main/core/exports/trace-outlines.ts'
import { drawOutlines } from '../../../src-main/core/imports/draw-outlines.ts'
import { outlinesOfGeojson } from '../../../src-main/core/imports/geojson/read-geojson.ts'

/** A ring with an island in its hole, and a part apart. */
const picture = ['1111100', '1000101', '1010100', '1000100', '1111100']
const data = Uint32Array.from(picture.join(''), Number)

test('comes back as it was, with name, class and colour', () => {
  const [object] = traceOutlines({ shape: [5, 7], data })
  const outline = { ...object!, name: 'extra 1', className: 'extra', color: 0x56b4e9 }
  const document = JSON.parse(geojsonText([outline])) as {
    features: [{ geometry: { coordinates: unknown[][] }; properties: object }]
  }
  const [feature] = document.features
  expect(feature.properties).toEqual({
    objectType: 'detection',
    name: 'extra 1',
    classification: { name: 'extra', color: [0x56, 0xb4, 0xe9] },
  })
  expect(feature.geometry.coordinates.map((polygon) => polygon.length)).toEqual([2, 1, 1])
  const read = outlinesOfGeojson('a.geojson', document)
  const drawn = drawOutlines(read, { height: 5, width: 7, depth: 1 })
  expect([...drawn.data]).toEqual([...data])
})

test('names its plane in a stack', () => {
  const outline = { name: 'a', className: 'b', color: 0, z: 3, rings: [[0, 0, 1, 0, 1, 1, 0, 1]] }
  expect(geojsonText([outline])).toContain('"plane":{"c":-1,"z":3,"t":0}')
})
