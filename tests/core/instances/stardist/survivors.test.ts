import { expect, test } from 'vitest'
import { edgeRows } from '../../../../src-main/core/instances/stardist/polygon-overlap.ts'
import {
  fillStarPolygon,
  newStarPolygon,
  rayDirections,
  type StarPolygon,
} from '../../../../src-main/core/instances/stardist/star-polygon.ts'
import { Survivors } from '../../../../src-main/core/instances/stardist/survivors.ts'
import { createRandom } from '../../../contract/small-dataset.ts'

function disc(x: number, y: number, radius: number): StarPolygon {
  const polygon = newStarPolygon(16)
  fillStarPolygon(polygon, x, y, new Float32Array(16).fill(radius), 0, rayDirections(16))
  return polygon
}

test('every survivor whose box touches is asked, beyond the edges of the image too', () => {
  const random = createRandom(8)
  const survivors = new Survivors(300, 5000)
  const polygons = Array.from({ length: 80 }, () =>
    disc(Math.round(5000 * random()), Math.round(300 * random()), 2 + 90 * random()),
  )
  for (const polygon of polygons)
    survivors.add({ polygon, rows: edgeRows(polygon), innerRadius: 0 })
  for (const asking of polygons) {
    const asked = new Set<StarPolygon>()
    survivors.someNear(asking, ({ polygon }) => {
      asked.add(polygon)
      return false
    })
    for (const other of polygons) {
      const isApart =
        other.left > asking.right ||
        other.right < asking.left ||
        other.top > asking.bottom ||
        other.bottom < asking.top
      if (!isApart) expect(asked).toContain(other)
    }
  }
})

test('one that is as asked is enough', () => {
  const survivors = new Survivors(100, 100)
  const near = disc(50, 50, 10)
  survivors.add({ polygon: near, rows: edgeRows(near), innerRadius: 9 })
  expect(survivors.someNear(disc(52, 50, 10), ({ innerRadius }) => innerRadius === 9)).toBe(true)
  expect(survivors.someNear(disc(52, 50, 10), () => false)).toBe(false)
})
