import { expect, test } from 'vitest'
import {
  automaticContrast,
  differenceLimit,
  manualContrast,
} from '../../../src-renderer/viewer/contrast.ts'

const statistics = {
  min: 0,
  max: 900,
  lower: 10,
  upper: 500,
  finite: 4,
  total: 4,
  rule: '0.35 %',
  percentiles: [],
  histogram: { min: 0, max: 900, counts: [4] },
  sampling: 'exact' as const,
  sampledFrom: null,
}

test('takes the limits of the input and says how they were chosen', () => {
  const contrast = automaticContrast(statistics)
  expect(contrast).toMatchObject({ lower: 10, upper: 500 })
  expect(contrast.rule).toContain('0.35 %')
})
test('a plane of one value still has a range', () => {
  const { lower, upper } = automaticContrast({ ...statistics, lower: 7, upper: 7 })
  expect(lower).toBeLessThan(7)
  expect(upper).toBeGreaterThan(7)
})
test('limits typed the wrong way round are swapped', () => {
  expect(manualContrast(300, 20)).toEqual({ lower: 20, upper: 300, rule: 'set by hand' })
})
test('differences span an eighth of the contrast', () => {
  expect(differenceLimit({ lower: 100, upper: 900 })).toBe(100)
})
