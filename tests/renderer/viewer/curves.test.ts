import { expect, test } from 'vitest'
import {
  curvePath,
  linearAxis,
  logAxis,
  placeOn,
  styleOf,
  tickText,
  valueNear,
} from '../../../src-renderer/viewer/curves.ts'

test('a linear axis has round ticks inside its ends, or ends at them', () => {
  expect(linearAxis(3, 96, 5)).toEqual({ from: 3, to: 96, isLog: false, ticks: [20, 40, 60, 80] })
  const { from, to, ticks } = linearAxis(3, 96, 5, true)
  expect([from, to]).toEqual([0, 100])
  expect(ticks).toEqual([0, 20, 40, 60, 80, 100])
  expect(linearAxis(0, 0.05, 5).ticks).toEqual([0, 0.01, 0.02, 0.03, 0.04, 0.05])
})

test('an axis of one value has a length', () => {
  const { from, to } = linearAxis(7, 7, 4)
  expect(to).toBeGreaterThan(from)
  const flat = linearAxis(0, 0, 4, true)
  expect(flat.to).toBeGreaterThan(flat.from)
})

test('a logarithmic axis goes by powers of ten, and 0 stands at its bottom', () => {
  const axis = logAxis(3, 2500, 4)
  expect(axis).toMatchObject({ from: 1, to: 10000, ticks: [1, 10, 100, 1000, 10000] })
  expect(placeOn(axis, 100)).toBeCloseTo(0.5, 12)
  expect([placeOn(axis, 0), placeOn(axis, -1)]).toEqual([0, null])
  expect(logAxis(5, 5, 4)).toMatchObject({ from: 1, to: 10 })
})

test('ticks are short', () => {
  const [log, linear] = [{ isLog: true }, { isLog: false }]
  expect([1, 100, 1e6, 1e-5].map((value) => tickText(log, value))).toEqual([
    ...['1', '100', '10⁶', '10⁻⁵'],
  ])
  expect([0, 0.25, 40000, 250000, -3].map((value) => tickText(linear, value))).toEqual([
    ...['0', '0.25', '40000', '2.5×10⁵', '−3'],
  ])
})

test('a path has gaps where there is no value', () => {
  const axes = { x: linearAxis(0, 4, 4), y: linearAxis(0, 10, 5, true) }
  const curve = { x: [0, 1, 2, 3, 4], y: [0, 10, null, 5, 20] }
  expect(curvePath(curve, axes, { width: 100, height: 50 })).toBe('M0,50L25,0M75,25L100,0')
})

test('of many points per pixel the extremes are drawn', () => {
  const x = Array.from({ length: 10_000 }, (_, i) => i)
  const y = x.map((i) => (i === 5001 ? 100 : i === 5003 ? -100 : 0))
  const axes = { x: linearAxis(0, 9999, 4), y: linearAxis(-100, 100, 4, true) }
  const path = curvePath({ x, y }, axes, { width: 100, height: 200 })
  expect(path.split(/[ML]/).length).toBeLessThan(300)
  expect(path).toContain(',0')
  expect(path).toContain(',200')
})

test('the value at a place is that of the nearest point, and none beyond the ends', () => {
  const curve = { x: [0, 1, 2], y: [5, null, 7] }
  expect([-1, 0.4, 0.6, 1.7, 2, 3].map((at) => valueNear(curve, at))).toEqual([
    ...[null, 5, null, 7, 7, null],
  ])
})

test('tools look as everywhere; input and truth differ by their dashes', () => {
  expect(styleOf(1)).toMatchObject({ color: 'var(--tool-2)', dash: 'none' })
  expect(styleOf(1).marker).not.toBeNull()
  expect(new Set([styleOf('input').dash, styleOf('truth').dash, 'none']).size).toBe(3)
})
