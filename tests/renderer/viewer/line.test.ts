import { expect, test } from 'vitest'
import {
  lengthOf,
  lineInside,
  lineOn,
  middleLine,
  movedLine,
  pointOn,
} from '../../../src-renderer/viewer/line.ts'

const extent = { width: 200, height: 100 }

test('the first line lies in the middle, inside', () => {
  expect(middleLine(extent)).toEqual({ x0: 20, y0: 50, x1: 180, y1: 50 })
  const tiny = { width: 3, height: 1 }
  expect(lineInside(middleLine(tiny), tiny)).not.toBeNull()
})

test('ends are kept inside; a point is no line', () => {
  expect(lineInside({ x0: -5, y0: 2.123, x1: 250, y1: 120 }, extent)).toEqual({
    ...{ x0: 0, y0: 2.12, x1: 200, y1: 100 },
  })
  expect(lineInside({ x0: -5, y0: 3, x1: -9, y1: 3 }, extent)).toBeNull()
})

test('on an image of twice the size the line is twice as long, and never outside', () => {
  const line = { x0: 0, y0: 10, x1: 200, y1: 100 }
  const own = { width: 400, height: 200 }
  expect(lineOn(line, extent, own)).toEqual({ x0: 0, y0: 20, x1: 400, y1: 200 })
  const third = lineOn(line, extent, { width: 67, height: 33 })
  expect([third.x1, third.y1]).toEqual([67, 33])
})

test('lengths are in µm where a pixel has a size, in both directions its own', () => {
  const line = { x0: 0, y0: 0, x1: 30, y1: 40 }
  expect(lengthOf(line, 'uncalibrated')).toEqual({ length: 50, unit: 'px' })
  expect(lengthOf(line, { x: 0.1, y: 0.1 }).length).toBeCloseTo(5, 9)
  expect(lengthOf(line, { x: 1, y: 0.5 })).toEqual({ length: Math.hypot(30, 20), unit: 'µm' })
})

test('a place along the line', () => {
  expect(pointOn({ x0: 0, y0: 10, x1: 20, y1: 30 }, 0.25)).toEqual({ x: 5, y: 15 })
})

test('one end moves, or both; straight keeps the row or the column', () => {
  const line = { x0: 10, y0: 10, x1: 50, y1: 12 }
  expect(movedLine(line, 'first', { x: 1, y: 2 })).toEqual({ ...line, x0: 11, y0: 12 })
  expect(movedLine(line, 'whole', { x: 1, y: 2 })).toEqual({ x0: 11, y0: 12, x1: 51, y1: 14 })
  expect(movedLine(line, 'second', { x: 5, y: 3 }, true)).toEqual({ ...line, x1: 55, y1: 10 })
  expect(movedLine(line, 'second', { x: -39, y: 80 }, true)).toEqual({ ...line, x1: 10, y1: 92 })
})
