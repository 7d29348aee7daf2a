import { expect, test } from 'vitest'
import {
  automaticContrast,
  contrastBy,
  differenceLimit,
  manualContrast,
  shownLimits,
  wholeRange,
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
  const contrast = automaticContrast(statistics, 'the same in every pane')
  expect(contrast).toMatchObject({ lower: 10, upper: 500 })
  expect(contrast.rule).toBe('0.35 %, the same in every pane')
})
test('limits follow the rule that is chosen, and the rule is written', () => {
  const own = {
    ...statistics,
    percentiles: [0.1, 1, 99, 99.9].map((percent) => ({ percent, value: percent * 9 })),
  }
  expect(contrastBy(own, 'saturated', 'here')).toMatchObject({ lower: 10, upper: 500 })
  expect(contrastBy(own, 'full', 'here')).toEqual({
    ...{ lower: 0, upper: 900, rule: 'min to max, here' },
  })
  expect(contrastBy(own, 'narrow', 'here')).toMatchObject({ lower: 9, upper: 891 })
  const sampled = contrastBy({ ...own, sampling: 'sampled' }, 'wide', 'here')
  expect(sampled.upper).toBeCloseTo(899.1)
  expect(sampled.rule).toBe('0.1 to 99.9 %, sampled, here')
})
test('limits of a pane hold for images, never for differences', () => {
  const limits = { lower: 3, upper: 4 }
  const shared = { lower: 0, upper: 9 }
  expect(shownLimits({ mode: 'gray', limits }, shared, 1)).toBe(limits)
  expect(shownLimits({ mode: 'gray' }, shared, 1)).toBe(shared)
  expect(shownLimits({ mode: 'difference', limits }, shared, 1)).toEqual({ lower: 0, upper: 1 })
})
test('a plane of one value still has a range', () => {
  const { lower, upper } = automaticContrast({ ...statistics, lower: 7, upper: 7 }, '')
  expect(lower).toBeLessThan(7)
  expect(upper).toBeGreaterThan(7)
})
test('limits typed the wrong way round are swapped', () => {
  expect(manualContrast(300, 20)).toEqual({ lower: 20, upper: 300, rule: 'set by hand' })
})
test('without statistics the pixel type gives the limits', () => {
  expect(wholeRange('uint16')).toMatchObject({ lower: 0, upper: 65535 })
  expect(wholeRange('int8')).toMatchObject({ lower: -128, upper: 127 })
  expect(wholeRange('bool')).toMatchObject({ lower: 0, upper: 1 })
  expect(wholeRange('float32')).toMatchObject({ lower: 0, upper: 1 })
})
test('differences span an eighth of the contrast', () => {
  expect(differenceLimit({ lower: 100, upper: 900 })).toBe(100)
})

test('a difference is shown around zero and a map from zero up, whatever the images span', () => {
  const limits = { lower: 100, upper: 900 }
  expect(shownLimits({ mode: 'gray' }, limits, 100)).toEqual(limits)
  expect(shownLimits({ mode: 'difference' }, limits, 100)).toEqual({ lower: 0, upper: 100 })
  expect(shownLimits({ mode: 'gray', scale: 'unit' }, limits, 100)).toEqual({ lower: 0, upper: 1 })
  expect(shownLimits({ mode: 'gray', scale: 'squared' }, limits, 100)).toEqual({
    lower: 0,
    upper: 10_000,
  })
})
