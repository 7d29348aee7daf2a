import { expect, test } from 'vitest'
import { createRowCursor } from '../../../src-main/core/metrics/row-cursor.ts'

function walked(shape: readonly number[], step: number): [number, number, number, boolean][] {
  const cursor = createRowCursor(shape)
  const places: [number, number, number, boolean][] = []
  const pixels = shape.reduce((product, side) => product * side, 1)
  for (let at = 0; at < pixels; at += step) {
    places.push([cursor.x, cursor.y, cursor.z, cursor.isOuterRow])
    cursor.advance(step)
  }
  return places
}

test('goes through rows and planes, and knows the outermost', () => {
  expect(walked([3, 2], 1)).toEqual([
    [0, 0, 0, true],
    [1, 0, 0, true],
    [0, 1, 0, false],
    [1, 1, 0, false],
    [0, 2, 0, true],
    [1, 2, 0, true],
  ])
  expect(walked([3, 3, 1], 1).map(([, y, z, isOuter]) => [y, z, isOuter])).toEqual([
    [0, 0, true],
    [1, 0, true],
    [2, 0, true],
    [0, 1, true],
    [1, 1, false],
    [2, 1, true],
    [0, 2, true],
    [1, 2, true],
    [2, 2, true],
  ])
})

test('a line is an outermost row', () => {
  expect(walked([4], 2)).toEqual([
    [0, 0, 0, true],
    [2, 0, 0, true],
  ])
})
