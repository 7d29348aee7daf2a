import { expect, test } from 'vitest'
import { orientationSuspicion } from '../../../../src-main/core/tools/imports/orientation.ts'
import {
  pointOrientationOf,
  type PlacedPoints,
} from '../../../../src-main/core/tools/imports/point-places.ts'

const image = { height: 200, width: 200, pixelSizeUm: { y: 0.3, x: 0.3 } }
const places = [
  ...[20, 30, 25, 150, 60, 90, 75, 40, 100, 120, 130, 20, 140, 170, 160, 60],
  ...[180, 130, 190, 30, 45, 185, 110, 75],
]

function points(change: (y: number, x: number) => readonly number[] = (y, x) => [y, x]) {
  const coordinates = Float64Array.from(
    places.flatMap((y, i) => (i % 2 === 0 ? change(y, places[i + 1]!) : [])),
  )
  return { coordinates, dimensions: 2, unit: null } satisfies PlacedPoints
}
const best = (found: PlacedPoints) => {
  const seen = pointOrientationOf(points(), found, image)!
  return seen.others[0]!.iou > seen.asGiven + 0.15 ? seen.others[0]!.way : 'as given'
}

test('columns in another order are seen in a square image too', () => {
  expect(best(points((y, x) => [x, y]))).toBe('transposed (x and y swapped)')
  expect(best(points((y, x) => [199 - y, x]))).toBe('flipped upside down')
})

test('micrometres written as pixels and halved images are seen by their scale', () => {
  expect(best(points((y, x) => [y * 0.3, x * 0.3]))).toContain("(0.3 times the image's)")
  expect(best(points((y, x) => [y / 2, x / 2]))).toContain("(0.5 times the image's)")
})

test('a pixel or two beside, points too many and points missing are no slip', () => {
  expect(best(points((y, x) => [y + (x % 3) - 1, x - (y % 3) + 1]))).toBe('as given')
  const half = points().coordinates.slice(0, places.length / 2)
  expect(best({ ...points(), coordinates: half })).toBe('as given')
  const seen = pointOrientationOf(points(), points(), image)!
  expect(seen.asGiven).toBe(1)
  expect(orientationSuspicion([seen, seen, seen])).toBeNull()
})

test('another idea of where the centre of a cell is, is no shift; another image is', () => {
  expect(best(points((y, x) => [y + 3, x + 1]))).toBe('as given')
  expect(best(points((y, x) => [y - 12, x + 14]))).toBe(
    'shifted by 14 px to the right and 12 px up',
  )
})

test('of one or three points nothing is said', () => {
  const few = { ...points(), coordinates: points((y, x) => [x, y]).coordinates.slice(0, 6) }
  expect(pointOrientationOf(points(), few, image)).toBeNull()
  expect(pointOrientationOf(few, points(), image)).toBeNull()
})

test('points in micrometres are placed by the pixel size, points of a stack seen from above', () => {
  const inUm = { ...points((y, x) => [y * 0.3, x * 0.3]), unit: 'um' as const }
  expect(best(inUm)).toBe('as given')
  expect(best({ ...points((y, x) => [7, y, x]), dimensions: 3 })).toBe('as given')
  expect(pointOrientationOf(points(), inUm, { ...image, pixelSizeUm: null })).toBeNull()
})

test('of a huge image a coarser picture is enough, and a shift is told in its pixels', () => {
  const huge = { height: 20_000, width: 20_000, pixelSizeUm: null }
  const far = points((y, x) => [y * 100, x * 100])
  const shifted = points((y, x) => [y * 100, x * 100 + 15])
  const seen = pointOrientationOf(far, shifted, huge)!
  expect(seen.others[0]!.way).toBe('shifted by 15 px to the right')
})
