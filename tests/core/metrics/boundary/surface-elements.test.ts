import { expect, test } from 'vitest'
import {
  surfaceElements,
  surfelAverage,
  surfelHausdorff,
  surfelWithin,
} from '../../../../src-main/core/metrics/boundary/surface-elements.ts'
import { mask, maskOf, volume } from '../../../fixtures/metrics/drawings.ts'

const one = mask('....', '.1..', '....')
const two = mask('....', '.11.', '....')
const nothing = mask('....', '....', '....')

test('sees a surface around every piece, at the edge of the image too', () => {
  const { fromTruth } = surfaceElements(mask('11', '11'), mask('11', '11'))
  // four corners and four sides
  expect(fromTruth.sizes.reduce((sum, size) => sum + size, 0)).toBeCloseTo(4 + 2 * Math.SQRT2, 12)
  expect([...fromTruth.distances]).toEqual(new Array(8).fill(0))
})

test('measures in the unit of the spacing', () => {
  const elements = surfaceElements(one, two, [1, 0.25])
  expect(surfelHausdorff(elements, 100, 'touchstone')).toEqual({ value: 0.25 })
  expect(surfelWithin(elements, 0.2, 'touchstone')).not.toEqual({ value: 1 })
  expect(surfelWithin(elements, 0.25, 'touchstone')).toEqual({ value: 1 })
})

test('directed means differ by direction', () => {
  const elements = surfaceElements(one, two)
  expect(surfelAverage(elements, 'truth', 'touchstone')).toEqual({ value: 0 })
  expect(surfelAverage(elements, 'prediction', 'touchstone')).toMatchObject({
    value: expect.closeTo(Math.SQRT2 / (2 + 2 * Math.SQRT2), 12) as number,
  })
})

test('stacks have areas', () => {
  const block = maskOf(volume(['11', '11'], ['11', '11']))
  const thin = maskOf(volume(['11', '11'], ['..', '..']))
  const elements = surfaceElements(block, thin, [2, 1, 1])
  expect(surfelHausdorff(elements, 100, 'touchstone')).toEqual({ value: 2 })
  expect(surfelAverage(surfaceElements(block, block), 'truth', 'touchstone')).toEqual({ value: 0 })
})

test('without a surface on a side there is no distance, unless the reference says so', () => {
  const [missed, extra, none] = [
    surfaceElements(one, nothing),
    surfaceElements(nothing, one),
    surfaceElements(nothing, nothing),
  ]
  expect(surfelHausdorff(missed, 95, 'touchstone')).toEqual({ undefined: 'prediction-empty' })
  expect(surfelHausdorff(extra, 95, 'reference')).toEqual({ undefined: 'truth-empty' })
  expect(surfelHausdorff(none, 95, 'reference')).toEqual({ value: 0 })
  expect(surfelAverage(missed, 'truth', 'reference')).toEqual({ value: Infinity })
  expect(surfelAverage(missed, 'truth', 'touchstone')).toEqual({ undefined: 'prediction-empty' })
  expect(surfelWithin(missed, 1, 'touchstone')).toEqual({ value: 0 })
  expect(surfelWithin(none, 1, 'touchstone')).toEqual({ undefined: 'both-empty' })
  expect(surfelWithin(none, 1, 'reference')).toEqual({ value: 1 })
})
