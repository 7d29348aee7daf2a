import { expect, test } from 'vitest'
import { innerEllipse } from '../../../../src-main/core/instances/stardist/inner-ellipse.ts'
import {
  edgeRows,
  sharedArea,
} from '../../../../src-main/core/instances/stardist/polygon-overlap.ts'
import { settleInside } from '../../../../src-main/core/instances/stardist/settle-inside.ts'
import {
  fillStarPolygon,
  newStarPolygon,
  rayDirections,
} from '../../../../src-main/core/instances/stardist/star-polygon.ts'
import { createRandom } from '../../../contract/small-dataset.ts'
import { starOutputOf } from '../stars.ts'

const [height, width] = [50, 60]

function field(noise: number, rays: number, radius: number) {
  const random = createRandom(rays)
  const { distances } = starOutputOf([{ y: 25, x: 30, radius }], [height, width], rays)
  const images = distances.map(({ data }) =>
    Float32Array.from(data, (value) => value * (1 + noise * (random() - 0.5))),
  )
  const polygonAt = (x: number, y: number) => {
    const polygon = newStarPolygon(rays)
    const own = Float32Array.from(images, (image) => Math.max(1e-3, image[y * width + x]!))
    fillStarPolygon(polygon, x, y, own, 0, rayDirections(rays))
    return polygon
  }
  return { source: { width, height, distances: images, grid: [1, 1] as const }, polygonAt }
}

test('only candidates go that share more than was asked, whatever the number of rays', () => {
  for (const [noise, rays, radius] of [
    [0, 32, 12],
    [0.3, 32, 12],
    [1, 16, 9],
    [0.3, 7, 12],
    [0.6, 3, 20],
  ] as const) {
    const { source, polygonAt } = field(noise, rays, radius)
    const winner = polygonAt(30, 25)
    const rows = edgeRows(winner)
    for (const share of [0.2, 0.4, 0.7]) {
      const isOpen = new Uint8Array(width * height).fill(1)
      settleInside(isOpen, source, innerEllipse(winner)!, share * winner.area)
      for (let pixel = 0; pixel < isOpen.length; pixel++) {
        if (isOpen[pixel] === 1) continue
        const other = polygonAt(pixel % width, Math.floor(pixel / width))
        expect(sharedArea(rows, other)).toBeGreaterThan(share * winner.area)
      }
    }
  }
})

test('nearly all that have their centre in the winner go, so that few polygons are drawn up', () => {
  const { source, polygonAt } = field(0.05, 32, 12)
  const winner = polygonAt(30, 25)
  const isOpen = new Uint8Array(width * height).fill(1)
  settleInside(isOpen, source, innerEllipse(winner)!, 0.4 * winner.area)
  const gone = isOpen.filter((open) => open === 0).length
  expect(gone).toBeGreaterThan(0.6 * winner.area)
})
