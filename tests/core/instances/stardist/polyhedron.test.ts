import { expect, test } from 'vitest'
import { goldenSpiral } from '../../../../src-main/core/instances/stardist/golden-spiral.ts'
import {
  boxOf,
  cornersOf,
  hullPlanes,
  kernelPlanes,
  radiiOf,
  volumeOf,
} from '../../../../src-main/core/instances/stardist/polyhedron.ts'
import { polytopeVolume } from '../../../../src-main/core/instances/stardist/polytope-volume.ts'

const rays = goldenSpiral(96, [1, 1, 1])
const ball = new Float32Array(96).fill(10)

test('the volume of equal distances comes near a ball, by faces, kernel and hull alike', () => {
  const volume = volumeOf(rays, ball, 0)
  expect(volume / ((4 / 3) * Math.PI * 1000)).toBeCloseTo(0.94, 1)
  const corners = cornersOf(rays, [20, 20, 20], ball, 0)
  for (const planes of [
    kernelPlanes(corners, rays, [20, 20, 20]),
    hullPlanes(corners, [20, 20, 20]),
  ])
    expect(polytopeVolume(planes, [20, 20, 20], 20)).toBeCloseTo(volume, 1)
})

test('a dent shrinks the kernel, not the hull', () => {
  const dented = ball.slice()
  dented[40] = 5
  const corners = cornersOf(rays, [0, 0, 0], dented, 0)
  const volume = volumeOf(rays, dented, 0)
  const by = (planes: ReturnType<typeof hullPlanes>): number =>
    polytopeVolume(planes, [0, 0, 0], 20)!
  expect(by(kernelPlanes(corners, rays, [0, 0, 0]))).toBeLessThan(volume)
  expect(by(hullPlanes(corners, [0, 0, 0]))).toBeGreaterThan(volume)
})

test('boxes and radii, stretched along z', () => {
  expect(boxOf(cornersOf(rays, [20, 30, 40], ball, 0))).toEqual([10, 30, 20, 40, 30, 50])
  const { inner, outer } = radiiOf(rays, ball, 0, [1, 1, 1])
  expect(outer).toBeCloseTo(10)
  expect(inner).toBeGreaterThan(9)
  expect(inner).toBeLessThan(10)
  expect(radiiOf(rays, ball, 0, [2, 1, 1]).outer).toBeCloseTo(20)
})

test('boxes round half to even', () => {
  expect(boxOf(Float32Array.of(0.5, 1.5, 2.5))).toEqual([0, 0, 2, 2, 2, 2])
})
