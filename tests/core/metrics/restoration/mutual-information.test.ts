import { expect, test } from 'vitest'
import { normalisedMutualInformation } from '../../../../src-main/core/metrics/restoration/mutual-information.ts'

const of = (...values: number[]) => Float64Array.from(values)

test('a one-to-one relation of gray values is 2, also an inverted one', () => {
  const { value } = normalisedMutualInformation(of(0, 1, 2, 3), of(9, 6, 3, 0), 4) as {
    value: number
  }
  expect(value).toBeCloseTo(2, 12)
})

test('independent images are 1', () => {
  const { value } = normalisedMutualInformation(of(0, 0, 1, 1), of(0, 1, 0, 1), 2) as {
    value: number
  }
  expect(value).toBeCloseTo(1, 12)
})

test('a constant image tells nothing, two of them leave it undefined', () => {
  expect(normalisedMutualInformation(of(5, 5, 5), of(0, 1, 2), 3)).toEqual({ value: 1 })
  expect(normalisedMutualInformation(of(5, 5), of(1, 1))).toEqual({ undefined: 'constant-image' })
})

test('refuses lists of unlike length', () => {
  expect(() => normalisedMutualInformation(of(1), of(1, 2))).toThrow(
    '1 pixels and the prediction 2',
  )
})
