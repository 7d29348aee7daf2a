import { expect, test } from 'vitest'
import {
  betweenBounds,
  openEnded,
  simulatedCoverage,
} from '../../../src-main/core/statistics/simulated-coverage.ts'

const unit = [0, 1] as const

test('the largest number that was tried and is not above the one at hand', () => {
  const [n, lowest, highest] = betweenBounds['logit-t'].find(([tried]) => tried === 10)!
  const at = (units: number) => simulatedCoverage('logit-t', { n: units, level: 0.95, range: unit })
  expect(at(10)).toEqual({ n, lowest, highest })
  expect(at(19)).toEqual(at(10))
  expect(at(20)?.n).toBe(20)
  expect(at(2)).toBeNull()
})

test('nothing is said of what was not tried', () => {
  expect(simulatedCoverage('t', { n: 60, level: 0.9, range: unit })).toBeNull()
  expect(simulatedCoverage('bca-bootstrap', { n: 60, level: 0.95, range: unit })).toBeNull()
  expect(simulatedCoverage('logit-t', { n: 60, level: 0.95, range: [0, null] })).toBeNull()
  expect(simulatedCoverage('t', { n: 60, level: 0.95, range: [0, null] })?.n).toBe(
    openEnded.findLast(([tried]) => tried <= 60)![0],
  )
})

test('rows ascend, and the shares are shares', () => {
  for (const rows of [betweenBounds.t, betweenBounds['logit-t'], openEnded]) {
    for (const [i, [n, lowest, highest]] of rows.entries()) {
      if (i > 0) expect(n).toBeGreaterThan(rows[i - 1]![0])
      expect(lowest).toBeGreaterThan(0.5)
      expect(highest).toBeLessThanOrEqual(1)
      expect(lowest).toBeLessThanOrEqual(highest)
    }
  }
})

test('from fifty scores on Student, before that the interval between bounds: 93 to 97 %', () => {
  const kept = ([, lowest, highest]: readonly [number, number, number]): boolean =>
    lowest >= 0.93 && highest <= 0.97
  expect(betweenBounds.t.filter(([n]) => n >= 50).every(kept)).toBe(true)
  expect(betweenBounds['logit-t'].filter(([n]) => n >= 10).every(kept)).toBe(true)
})
