import { expect, test } from 'vitest'
import { findCandidates } from '../../../../src-main/core/instances/stardist/candidates.ts'
import {
  edgeRows,
  sharedArea,
} from '../../../../src-main/core/instances/stardist/polygon-overlap.ts'
import {
  fillStarPolygon,
  newStarPolygon,
  rayDirections,
} from '../../../../src-main/core/instances/stardist/star-polygon.ts'
import { suppressPolygons } from '../../../../src-main/core/instances/stardist/suppress-polygons.ts'
import { createRandom } from '../../../contract/small-dataset.ts'
import { starOutputOf } from '../stars.ts'

const [height, width] = [60, 80]

function noisyField(seed: number) {
  const random = createRandom(seed)
  const discs = Array.from({ length: 14 }, () => ({
    y: 8 + 44 * random(),
    x: 8 + 64 * random(),
    radius: 6 + 5 * random(),
  }))
  const { probability, distances } = starOutputOf(discs, [height, width], 16)
  const noisy = distances.map(({ data }) => data.map((value) => value * (0.7 + 0.6 * random())))
  return { probability, distances: noisy }
}

test('decides as trying every pair does: bounds and blocks change nothing', () => {
  for (const seed of [1, 2, 3]) {
    const { probability, distances } = noisyField(seed)
    const candidates = findCandidates(probability, { probabilityThreshold: 0.5, border: 2 })
    const polygons = Array.from(candidates.pixels, (pixel) => {
      const polygon = newStarPolygon(distances.length)
      const own = Float32Array.from(distances, (image) => image[pixel]!)
      const [x, y] = [pixel % width, Math.floor(pixel / width)]
      fillStarPolygon(polygon, x, y, own, 0, rayDirections(distances.length))
      return polygon
    })
    const expected: number[] = []
    for (let rank = 0; rank < candidates.count; rank++) {
      const isFree = expected.every((kept) => {
        const [a, b] = [polygons[kept]!, polygons[rank]!]
        return sharedArea(edgeRows(a), b) / Math.min(a.area, b.area) <= 0.3
      })
      if (isFree) expected.push(rank)
    }
    const source = { width, height, distances, grid: [1, 1] as const }
    expect(suppressPolygons(candidates, source, 0.3)).toEqual(expected)
    expect(expected.length).toBeGreaterThan(5)
    expect(expected[0]).toBe(0)
  }
})

test('a higher threshold keeps more; 1 keeps all but equal outlines', () => {
  const { probability, distances } = noisyField(4)
  const candidates = findCandidates(probability, { probabilityThreshold: 0.5, border: 2 })
  const source = { width, height, distances, grid: [1, 1] as const }
  const counts = [0.1, 0.4, 0.8].map(
    (threshold) => suppressPolygons(candidates, source, threshold).length,
  )
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(counts[2]).toBeGreaterThan(counts[0]!)
})

test('nothing in, nothing out', () => {
  const none = { count: 0, pixels: new Uint32Array(0), probabilities: new Float32Array(0) }
  const distances = [new Float32Array(4), new Float32Array(4), new Float32Array(4)]
  expect(suppressPolygons(none, { width: 2, height: 2, distances, grid: [1, 1] }, 0.4)).toEqual([])
})
