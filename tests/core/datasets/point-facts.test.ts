import { expect, test } from 'vitest'
import { pointFacts } from '../../../src-main/core/datasets/point-facts.ts'

test('counts points and finds the box around them, axis by axis', () => {
  const coordinates = Float64Array.from([3, 10, -1, 4, 7, 2])
  expect(pointFacts({ coordinates, dimensions: 2, unit: 'um' })).toEqual({
    count: 3,
    dimensions: 2,
    unit: 'um',
    least: [-1, 2],
    greatest: [7, 10],
  })
})

test('an empty list has no box', () => {
  const facts = pointFacts({ coordinates: new Float64Array(0), dimensions: 2, unit: null })
  expect(facts).toMatchObject({ count: 0, least: [], greatest: [] })
})
