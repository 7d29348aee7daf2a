import { expect, test } from 'vitest'
import { riskCoverage } from '../../../src-main/core/statistics/risk-coverage.ts'
import { expectClose } from './close.ts'

const of = (...rows: readonly (readonly [confidence: number, loss: number])[]) =>
  rows.map(([confidence, loss]) => ({ confidence, loss }))

test('worked by hand: accepted from the most confident on', () => {
  const { points, area, bestArea, chanceArea } = riskCoverage(
    of([0.9, 0], [0.8, 1], [0.7, 0], [0.6, 1]),
  )
  expect(points.map(({ coverage }) => coverage)).toEqual([0.25, 0.5, 0.75, 1])
  expect(points.map(({ risk }) => risk)).toEqual([0, 0.5, 1 / 3, 0.5])
  expectClose(area, (0 + 0.5 + 1 / 3 + 0.5) / 4)
  expectClose(bestArea, (0 + 0 + 1 / 3 + 0.5) / 4)
  expectClose(chanceArea, 0.5)
})

test('a confidence that says nothing has the area of chance, whatever the order of cases', () => {
  const cases = of([1, 0.2], [1, 0.9], [1, 0.4])
  const { area, chanceArea, points } = riskCoverage(cases)
  expectClose(area, chanceArea)
  expect(points).toHaveLength(1)
  expectClose(riskCoverage(cases.toReversed()).area, area)
})

test('one that ranks by the loss is as good as can be', () => {
  const cases = of([-0.1, 0.1], [-0.5, 0.5], [-0.3, 0.3])
  expectClose(riskCoverage(cases).area, riskCoverage(cases).bestArea)
})

test('without a case, or with a value that is not finite, there is no curve', () => {
  expect(() => riskCoverage([])).toThrow(/no case at all/)
  expect(() => riskCoverage(of([NaN, 0]))).toThrow(/confidence NaN with loss 0/)
})
