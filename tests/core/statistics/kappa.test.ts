import { expect, test } from 'vitest'
import { cohenKappa, ratingTable } from '../../../src-main/core/statistics/kappa.ts'
import { expectClose } from './close.ts'

// Fleiss, Statistical Methods for Rates and Proportions, table 13.1: two psychiatrists, 100 patients.
const diagnoses = [
  [75, 1, 4],
  [5, 4, 1],
  [0, 0, 10],
]

test('the psychiatrists of Fleiss: 0.6765, standard error 0.0877, interval 0.5046 to 0.8484', () => {
  const { kappa, standardError, lower, upper, n } = cohenKappa(diagnoses)
  expect(n).toBe(100)
  expect(kappa).toBeCloseTo(0.6765, 4)
  expect(standardError).toBeCloseTo(0.0877, 4)
  expect(lower).toBeCloseTo(0.5046, 4)
  expect(upper).toBeCloseTo(0.8484, 4)
})

test('worked by hand: 2 x 2, agreement .7 against .5', () => {
  const result = cohenKappa([
    [20, 5],
    [10, 15],
  ])
  expectClose(result.observed!, 0.7)
  expectClose(result.expected!, 0.5)
  expectClose(result.kappa!, 0.4)
})

test('weights forgive neighbours: linear by distance, quadratic by its square', () => {
  // All disagreement is one step: shares .8 same, .2 next to it.
  const steps = [
    [4, 1, 0],
    [0, 4, 0],
    [0, 1, 0],
  ]
  const plain = cohenKappa(steps)
  const linear = cohenKappa(steps, { weights: 'linear' })
  const quadratic = cohenKappa(steps, { weights: 'quadratic' })
  expectClose(linear.observed!, 0.9)
  expectClose(quadratic.observed!, 0.95)
  expectClose(plain.observed!, 0.8)
  // 1 - (observed distance) / (distance by chance): marginals .5 .4 .1 and .4 .6 0
  expectClose(linear.kappa!, 1 - 0.2 / (0.3 + 0.16 + 2 * 0.04 + 0.06))
  expectClose(quadratic.kappa!, 1 - 0.2 / (0.3 + 0.16 + 4 * 0.04 + 0.06))
})

test('with two categories all weights are one', () => {
  const table = [
    [12, 3],
    [4, 9],
  ]
  const plain = cohenKappa(table)
  expect(cohenKappa(table, { weights: 'linear' })).toEqual(plain)
  expect(cohenKappa(table, { weights: 'quadratic' })).toEqual(plain)
})

test('exchanging raters and renaming categories changes nothing; the interval is that of the jackknife', () => {
  const turned = diagnoses.map((_, i) => diagnoses.map((row) => row[i]!))
  expectClose(cohenKappa(turned).kappa!, cohenKappa(diagnoses).kappa!)
  const order = [2, 0, 1]
  const renamed = order.map((i) => order.map((j) => diagnoses[i]![j]!))
  expectClose(cohenKappa(renamed).standardError!, cohenKappa(diagnoses).standardError!)
  for (const weights of ['unweighted', 'linear', 'quadratic'] as const) {
    const { standardError, kappa } = cohenKappa(diagnoses, { weights })
    let squares = 0
    diagnoses.forEach((row, i) =>
      row.forEach((count, j) => {
        const less = diagnoses.map((r, a) => r.map((c, b) => (a === i && b === j ? c - 1 : c)))
        if (count > 0) squares += count * (cohenKappa(less, { weights }).kappa! - kappa!) ** 2
      }),
    )
    expect(Math.abs(Math.sqrt((99 / 100) * squares) / standardError! - 1)).toBeLessThan(0.1)
  }
})

test('one category, or nothing rated, has no kappa; perfect agreement has 1 without width', () => {
  expect(cohenKappa([[9]])).toMatchObject({ kappa: null, lower: null, n: 9 })
  expect(
    cohenKappa([
      [9, 0],
      [0, 0],
    ]).kappa,
  ).toBeNull()
  expect(
    cohenKappa([
      [0, 0],
      [0, 0],
    ]),
  ).toMatchObject({ kappa: null, observed: null, n: 0 })
  const perfect = cohenKappa([
    [4, 0],
    [0, 6],
  ])
  expect(perfect).toMatchObject({ kappa: 1, standardError: 0, lower: 1, upper: 1 })
})

test('the table of two lists, and a table that is none', () => {
  expect(ratingTable([0, 1, 1], [0, 0, 1], 2)).toEqual([
    [1, 0],
    [1, 1],
  ])
  expect(() => cohenKappa([[1, 2], [3]])).toThrow(/a row has 1, and there are 2 rows/)
})
