import { expect, test } from 'vitest'
import {
  automaticContrast,
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
