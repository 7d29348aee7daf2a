import { expect, test } from 'vitest'
import {
  determinant,
  goldenSpiral,
} from '../../../../src-main/core/instances/stardist/golden-spiral.ts'

test('unit directions from the lowest z to the highest, 2 n - 4 faces', () => {
  for (const [count, anisotropy] of [
    [24, [2, 1, 1]],
    [96, [1, 1, 1]],
    [32, [7.1, 1, 1.2]],
  ] as const) {
    const { directions, faces } = goldenSpiral(count, anisotropy)
    expect(faces).toHaveLength(2 * count - 4)
    for (let ray = 0; ray < count; ray++)
      expect(Math.hypot(...directions.subarray(3 * ray, 3 * ray + 3))).toBeCloseTo(1, 6)
    expect([...directions.subarray(0, 3)]).toEqual([-1, 0, 0])
    expect(directions[3 * count - 3]).toBeCloseTo(1)
  }
})

test('a coarse pixel along z flattens the directions', () => {
  const middle = (anisotropy: number): number =>
    Math.abs(goldenSpiral(24, [anisotropy, 1, 1]).directions[3 * 5]!)
  expect(middle(2)).toBeLessThan(middle(1))
})

test('faces stand in the order of the original, each turned the same way about the centre', () => {
  const { directions, faces } = goldenSpiral(24, [2, 1, 1])
  // the first and last of Rays_GoldenSpiral(24, (2, 1, 1)), stardist 0.9.1 with scipy 1.10.1
  expect(faces.slice(0, 4)).toEqual([
    [16, 8, 11],
    [13, 8, 16],
    [11, 6, 14],
    [14, 6, 9],
  ])
  for (const [a, b, c] of faces) expect(determinant(directions, a, b, c)).toBeLessThan(0)
})
