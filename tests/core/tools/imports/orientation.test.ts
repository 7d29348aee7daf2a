import { expect, test } from 'vitest'
import {
  orientationOf,
  orientationSuspicion,
  type Plane,
} from '../../../../src-main/core/tools/imports/orientation.ts'

const side = 48

/** Three rectangles that fit no turned copy of themselves. */
function plane(place: (y: number, x: number) => readonly [number, number]): Plane {
  const data = new Uint32Array(side * side)
  const boxes = [
    { top: 2, left: 4, height: 6, width: 18 },
    { top: 20, left: 8, height: 12, width: 5 },
    { top: 36, left: 30, height: 8, width: 9 },
  ]
  for (const { top, left, height, width } of boxes)
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++) {
        const [row, column] = place(y, x)
        if (row >= 0 && row < side && column >= 0 && column < side) data[row * side + column] = 1
      }
  return { height: side, width: side, data }
}
const truth = plane((y, x) => [y, x])
const last = side - 1

type Place = Parameters<typeof plane>[0]
const ways: readonly (readonly [string, Place])[] = [
  ['transposed (x and y swapped)', (y, x) => [x, y]],
  ['flipped left to right', (y, x) => [y, last - x]],
  ['flipped upside down', (y, x) => [last - y, x]],
  ['turned by half', (y, x) => [last - y, last - x]],
  ['turned by a quarter to the right', (y, x) => [x, last - y]],
  ['turned by a quarter to the left', (y, x) => [last - x, y]],
  ['transposed along the other diagonal', (y, x) => [last - x, last - y]],
  ['shifted by 3 px to the right and 2 px up', (y, x) => [y - 2, x + 3]],
]
test.each(ways)(
  'a prediction that is %s is recognised, and undone fits exactly',
  (words, place) => {
    const found = orientationOf(truth, plane(place))!
    expect(found.others[0]).toEqual({ way: words, iou: 1 })
    expect(found.asGiven).toBeLessThan(0.75)
    expect(orientationSuspicion([found, found, found])).toContain(`look ${words} in 3 of 3 cases`)
  },
)

test('the right way round, and a tool that is merely bad, raise nothing', () => {
  expect(orientationSuspicion([orientationOf(truth, truth)!])).toBeNull()
  const bad = plane((y, x) => [Math.floor(y / 2) + 10, (x * 7) % side])
  const found = orientationOf(truth, bad)!
  expect(orientationSuspicion([found, found, found])).toBeNull()
})

test('one odd case among many is no slip of the export', () => {
  const fine = orientationOf(truth, truth)!
  const odd = orientationOf(
    truth,
    plane((y, x) => [x, y]),
  )!
  expect(orientationSuspicion([odd, fine, fine, fine])).toBeNull()
  expect(orientationSuspicion([odd])).toContain('1 of 1')
})

test('an image that is no square is not held against turned by a quarter', () => {
  const wide = { height: 2, width: 4, data: Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0]) }
  const ways = orientationOf(wide, wide)!.others.map(({ way }) => way)
  expect(ways).toHaveLength(5)
  expect(ways.join()).not.toContain('quarter')
})

test('empty and full sides say nothing', () => {
  const empty = { height: 2, width: 2, data: new Uint8Array(4) }
  const half = { height: 2, width: 2, data: Uint8Array.from([1, 0, 0, 1]) }
  expect(orientationOf(half, empty)).toBeNull()
  expect(orientationOf(empty, half)).toBeNull()
  expect(orientationSuspicion([])).toBeNull()
})

test.each([0.5, 2])('outlines drawn at %s times the scale are recognised', (scale) => {
  const data = new Uint32Array(side * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [row, column] = [Math.floor(y / scale), Math.floor(x / scale)]
      if (row < side && column < side) data[y * side + x] = truth.data[row * side + column]!
    }
  const found = orientationOf(truth, { height: side, width: side, data })!
  expect(found.others[0]!.way).toBe(`drawn at another scale (${scale} times the image's)`)
  expect(orientationSuspicion([found, found])).toContain('look drawn at another scale')
})
