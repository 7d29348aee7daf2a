import { expect, test } from 'vitest'
import { goldenSpiral } from '../../../../src-main/core/instances/stardist/golden-spiral.ts'
import type { Vector } from '../../../../src-main/core/instances/stardist/polyhedron.ts'
import { rayCones } from '../../../../src-main/core/instances/stardist/ray-cones.ts'
import { suppressPolyhedra } from '../../../../src-main/core/instances/stardist/suppress-polyhedra.ts'

const rays = goldenSpiral(48, [1, 1, 1])
const cones = rayCones(rays)

/** Survivors among balls of radius 8, given by falling probability. */
function survivors(centres: readonly Vector[], threshold: number): number[] {
  const distances = new Float32Array(48 * centres.length).fill(8)
  const count = centres.length
  const candidates = {
    count,
    pixels: new Uint32Array(count),
    probabilities: new Float32Array(count),
  }
  return suppressPolyhedra(candidates, { rays, cones, centres, distances }, threshold)
}

test('the most probable stays; neighbours in it go, those apart stay', () => {
  expect(
    survivors(
      [
        [20, 20, 20],
        [20, 20, 22],
        [20, 20, 60],
        [20, 20, 19],
      ],
      0.4,
    ),
  ).toEqual([0, 2])
})

test('one that is gone suppresses no other', () => {
  // 0 removes 1; 2 overlaps 1 alone
  expect(
    survivors(
      [
        [20, 20, 20],
        [20, 20, 26],
        [20, 20, 33],
      ],
      0.3,
    ),
  ).toEqual([0, 2])
})

test('the shared part of two balls decides', () => {
  // balls at a distance d share 1 - 3 d / (4 r) + d^3 / (16 r^3) of their volume: 0.24 for d = 9
  const pair: readonly Vector[] = [
    [20, 20, 20],
    [20, 20, 29],
  ]
  expect(survivors(pair, 0.15)).toEqual([0])
  expect(survivors(pair, 0.35)).toEqual([0, 1])
})

test('nothing in, nothing out', () => {
  expect(survivors([], 0.4)).toEqual([])
})
