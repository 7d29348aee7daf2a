import { expect, test } from 'vitest'
import { placeCandidates } from '../../../../src-main/core/instances/stardist/candidate-blocks.ts'
import { findCandidates } from '../../../../src-main/core/instances/stardist/candidates.ts'
import { createRandom } from '../../../contract/small-dataset.ts'

test('finds every candidate that may touch, with its rays and its place in the full image', () => {
  const random = createRandom(3)
  const [height, width] = [40, 70]
  const data = Float32Array.from({ length: height * width }, random)
  const distances = Array.from({ length: 4 }, () =>
    Float32Array.from({ length: height * width }, () => 1 + 6 * random()),
  )
  const candidates = findCandidates(
    { shape: [height, width], data },
    { probabilityThreshold: 0.8, border: 0 },
  )
  const placed = placeCandidates(candidates, { width, height, distances, grid: [2, 3] })
  for (let rank = 0; rank < 40; rank++) {
    const pixel = candidates.pixels[rank]!
    expect([placed.x[rank], placed.y[rank]]).toEqual([
      (pixel % width) * 3,
      Math.floor(pixel / width) * 2,
    ])
    const rays = placed.distances.subarray(placed.slots[rank], placed.slots[rank]! + 4)
    expect([...rays]).toEqual(distances.map((image) => image[pixel]))
    const near = new Set(
      placed
        .blocksNear(placed.x[rank]!, placed.y[rank]!, placed.reach[rank]!)
        .flatMap(({ ranks }) => [...ranks]),
    )
    for (let other = 0; other < candidates.count; other++) {
      const apart = Math.hypot(
        placed.x[rank]! - placed.x[other]!,
        placed.y[rank]! - placed.y[other]!,
      )
      if (apart < placed.reach[rank]! + placed.reach[other]!) expect(near).toContain(other)
    }
  }
})

test('no candidates, no blocks', () => {
  const none = { count: 0, pixels: new Uint32Array(0), probabilities: new Float32Array(0) }
  const distances = [new Float32Array(4)]
  const placed = placeCandidates(none, { width: 2, height: 2, distances, grid: [1, 1] })
  expect(placed.blocksNear(0, 0, 10)).toEqual([])
})
