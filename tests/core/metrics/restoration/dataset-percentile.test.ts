import { expect, test } from 'vitest'
import {
  percentileOfPasses,
  type ValuePasses,
} from '../../../../src-main/core/metrics/restoration/dataset-percentile.ts'
import { quantile } from '../../../../src-main/core/statistics/quantile.ts'

function percentile(lists: readonly Float64Array[], percent: number): number {
  const passes: ValuePasses<null, null> = function* (visit) {
    for (const list of lists) {
      yield null
      visit(list)
    }
  }
  const steps = percentileOfPasses(passes, percent)
  let step = steps.next()
  while (step.done !== true) step = steps.next(null)
  return step.value
}

// more than are sorted at once, over three lists, bell-shaped and with a far outlier
const lists = [0, 1, 2].map((list) =>
  Float64Array.from({ length: 200_000 }, (_, i) => {
    const t = ((i * 3 + list) * 0.6180339887498949) % 1
    return Math.tan(3 * (t - 0.5)) + (i === 7 ? 1e9 : 0)
  }),
)

test.each([0, 3, 50, 99.9, 100])(
  'percentile %d of many lists is that of all values sorted',
  (percent) => {
    const all = Float64Array.from(lists.flatMap((list) => Array.from(list)))
    expect(percentile(lists, percent)).toBe(quantile(all, percent / 100))
  },
)

test('ties and few values', () => {
  expect(percentile([Float64Array.of(5, 5), Float64Array.of(5)], 3)).toBe(5)
  expect(percentile([Float64Array.of(0), Float64Array.of(10)], 3)).toBeCloseTo(0.3, 14)
})

test('no values, and values that are no numbers', () => {
  expect(() => percentile([], 3)).toThrow('needs values')
  expect(() => percentile([Float64Array.of(1, NaN)], 3)).toThrow('NaN or infinite')
})
