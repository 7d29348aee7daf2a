import { describe, expect, test } from 'vitest'
import { imageToPane } from '../../../src-renderer/viewer/camera.ts'
import {
  crossAt,
  crossPoint,
  middleAlongZ,
  planeCamera,
  planeSpacing,
  sectionCamera,
  sectionExtent,
  sectionPlane,
  sectionShares,
} from '../../../src-renderer/viewer/section-geometry.ts'
import type { Stack } from '../../../src-renderer/viewer/section-geometry.ts'

const stack: Stack = {
  extent: { width: 300, height: 200 },
  depth: 24,
  spacing: { xz: 5, yz: 4 },
}
const cross = { x: 30, y: 20, z: 3 }

describe('how far planes lie apart', () => {
  test('in pixels of the axis beside z', () => {
    expect(planeSpacing({ x: 0.2, y: 0.25, z: 1 })).toEqual({ xz: 5, yz: 4 })
  })
  test('unknown where the file does not say, or says nonsense', () => {
    expect(planeSpacing('uncalibrated')).toBeNull()
    expect(planeSpacing({ x: 0.2, y: 0.2 })).toBeNull()
    expect(planeSpacing({ x: 0.2, y: 0.2, z: 0 })).toBeNull()
  })
})

test('sections are drawn as thick as the stack is', () => {
  expect(sectionExtent('xz', stack)).toEqual({ width: 300, height: 120 })
  expect(sectionExtent('yz', stack)).toEqual({ width: 96, height: 200 })
})

describe('the cross', () => {
  test('goes through the middle of its pixel in all three views', () => {
    expect(crossPoint('xy', cross, stack)).toEqual({ x: 30.5, y: 20.5 })
    expect(crossPoint('xz', cross, stack)).toEqual({ x: 30.5, y: 17.5 })
    expect(crossPoint('yz', cross, stack)).toEqual({ x: 14, y: 20.5 })
  })
  test('moves along the two axes of the view that is clicked, the third stays', () => {
    expect(crossAt('xy', cross, { x: 7.9, y: 8.1 }, stack)).toEqual({ x: 7, y: 8, z: 3 })
    expect(crossAt('xz', cross, { x: 7.9, y: 119 }, stack)).toEqual({ x: 7, y: 20, z: 23 })
    expect(crossAt('yz', cross, { x: 4, y: 8.1 }, stack)).toEqual({ x: 30, y: 8, z: 1 })
  })
  test('what is drawn at the cross is what is found there', () => {
    for (const view of ['xy', 'xz', 'yz'] as const)
      expect(crossAt(view, cross, crossPoint(view, cross, stack), stack)).toEqual(cross)
  })
  test('stays inside the stack', () => {
    expect(crossAt('xz', cross, { x: -9, y: 900 }, stack)).toEqual({ x: 0, y: 20, z: 23 })
  })
  test('names the row and column that the sections show, in px of an image over the same extent', () => {
    expect(sectionPlane('xz', cross, stack)).toBe(20)
    expect(sectionPlane('yz', cross, stack)).toBe(30)
    expect(sectionPlane('yz', cross, stack, { width: 150, height: 100 })).toBe(15)
  })
})

describe('the camera of a section', () => {
  const camera = { x: 100, y: 80, zoom: 2 }
  test('shows the same columns below the planes and the same rows beside them', () => {
    const pane = { width: 400, height: 300 }
    const at = (seen: typeof camera, view: 'xy' | 'xz' | 'yz') =>
      imageToPane(seen, pane, crossPoint(view, cross, stack))
    expect(at(sectionCamera('xz', camera, 60), 'xz').x).toBe(at(camera, 'xy').x)
    expect(at(sectionCamera('yz', camera, 48), 'yz').y).toBe(at(camera, 'xy').y)
  })
  test('moves that of the planes along the axis that both have', () => {
    expect(planeCamera('xz', camera, { x: 50, y: 9, zoom: 4 })).toEqual({ x: 50, y: 80, zoom: 4 })
    expect(planeCamera('yz', camera, { x: 50, y: 9, zoom: 4 })).toEqual({ x: 100, y: 9, zoom: 4 })
  })
  test('shows all planes where they fit', () => {
    const middle = middleAlongZ('xz', { before: 7, z: 0, zoom: 1, roomPx: 120 }, stack)
    expect(middle).toBe(60)
  })
  test('stays while the cross is in sight and follows it then', () => {
    const at = (z: number, before: number | null) =>
      middleAlongZ('xz', { before, z, zoom: 2, roomPx: 100 }, stack)
    expect(at(12, null)).toBe(60)
    expect(at(14, 60)).toBe(60)
    expect(at(20, 60)).toBe(77.5)
    expect(at(23, 60)).toBe(92.5)
    expect(at(23, 500)).toBe(95)
  })
})

test('thin stacks get a fifth of the room, thick ones half of it', () => {
  expect(sectionShares({ ...stack, depth: 2 })).toEqual({ below: 0.2, beside: 0.2 })
  expect(sectionShares({ ...stack, depth: 900 })).toEqual({ below: 0.5, beside: 0.5 })
  expect(sectionShares(stack).below).toBeCloseTo(120 / 320)
})
