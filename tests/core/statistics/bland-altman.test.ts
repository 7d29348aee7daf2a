import { expect, test } from 'vitest'
import { blandAltman, type MeasuredPair } from '../../../src-main/core/statistics/bland-altman.ts'
import { expectClose } from './close.ts'

// Bland and Altman, Lancet 1986, table 1: peak flow (l/min) of 17 people by two meters, first readings.
const wright = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427]
const mini = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451]

const pairs = (
  truth: readonly number[],
  prediction: readonly number[],
  sampleOf: (i: number) => string | null = () => null,
): MeasuredPair[] =>
  truth.map((value, i) => ({
    case: `c${String(i).padStart(2, '0')}`,
    sample: sampleOf(i),
    truth: value,
    prediction: prediction[i]!,
  }))

test('the peak flow meters of the paper: bias -2.1 [-22.0, 17.8], SD 38.8, limits at ± 1.96 SD', () => {
  const result = blandAltman(pairs(mini, wright))
  expect(result.n).toBe(17)
  expect(result.bias.value).toBeCloseTo(-36 / 17, 12)
  expect(result.bias.lower).toBeCloseTo(-22, 0)
  expect(result.bias.upper).toBeCloseTo(17.8, 0)
  expect(result.sd).toBeCloseTo(38.8, 1)
  // The paper rounds 1.96 to 2: -79.7 and 75.5.
  expect(result.limits!.lower.value).toBeCloseTo(-2.1 - 1.96 * 38.77, 1)
  expect(result.limits!.upper.value).toBeCloseTo(-2.1 + 1.96 * 38.77, 1)
  // Its standard error √(3 s² / n) = 16.3 gives -114.3 to -45.1; the 1999 form is a little wider.
  expect(Math.abs(result.limits!.lower.lower! + 114.3)).toBeLessThan(3)
  expect(Math.abs(result.limits!.lower.upper! + 45.1)).toBeLessThan(3)
  expect(result.note).toBeNull()
})

test('points: the mean of both against prediction - truth', () => {
  const { points } = blandAltman(pairs([10, 4], [12, 1]))
  expect(points).toEqual([
    { case: 'c00', mean: 11, difference: 2 },
    { case: 'c01', mean: 2.5, difference: -3 },
  ])
})

test('a prediction that is 10 % too high is a proportional bias; a constant one is not', () => {
  const truth = [10, 20, 30, 40, 50, 61]
  const tenth = blandAltman(
    pairs(
      truth,
      truth.map((value) => 1.1 * value),
    ),
  )
  // d = 0.1 t and m = 1.05 t
  expectClose(tenth.proportionalBias!.slope, 0.1 / 1.05, 1e-9)
  expect(tenth.proportionalBias!.p).toBeLessThan(1e-9)
  const constant = blandAltman(
    pairs(
      truth,
      truth.map((value) => value + 3),
    ),
  )
  expect(constant.proportionalBias!.slope).toBeCloseTo(0, 12)
  expect(constant.bias).toMatchObject({ value: 3, lower: 3, upper: 3 })
})

test('images of one sample: the spread has two parts, the intervals stand on the samples', () => {
  // Differences: sample a 0 and 2, sample b 4 and 6. Mean squares 16 and 2, so variances 7 and 2.
  const result = blandAltman(pairs([0, 0, 0, 0], [0, 2, 4, 6], (i) => (i < 2 ? 'a' : 'b')))
  expect(result).toMatchObject({ n: 2, unit: 'sample', bias: { value: 3 } })
  expectClose(result.sd!, 3)
  // t(.975, 1) = 12.7062; √2 · 2 / √2 = 2
  expect(result.bias.upper).toBeCloseTo(3 + 12.7062 * 2, 3)
  expect(result.note).toContain('4 images of 2 samples')
  const alone = blandAltman(pairs([0, 0, 0, 0], [0, 2, 4, 6], (i) => `s${i}`))
  expectClose(alone.sd!, Math.sqrt(20 / 3))
})

test('exchanging the sides turns the bias; the order of cases changes nothing', () => {
  const one = blandAltman(pairs(mini, wright))
  const turned = blandAltman(pairs(wright, mini))
  expectClose(turned.bias.value, -one.bias.value)
  expectClose(turned.limits!.lower.value, -one.limits!.upper.value)
  expectClose(turned.proportionalBias!.slope, -one.proportionalBias!.slope)
  expect(blandAltman(pairs(mini, wright).toReversed())).toEqual(one)
})

test('few cases: what cannot be said is null, with the reason', () => {
  expect(blandAltman([])).toMatchObject({ n: 0, sd: null, note: 'no case has both values' })
  expect(blandAltman(pairs([1], [2]))).toMatchObject({
    bias: { value: 1, lower: null, upper: null },
    limits: null,
    proportionalBias: null,
    note: 'one image has no limits of agreement',
  })
  expect(blandAltman(pairs([1, 2], [2, 2])).proportionalBias).toBeNull()
})

test('a value that is not finite is named', () => {
  expect(() => blandAltman(pairs([1, NaN], [2, 3]))).toThrow(/c01 has NaN and 3/)
})
