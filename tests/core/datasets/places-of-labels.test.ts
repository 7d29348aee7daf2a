import { expect, test } from 'vitest'
import { mostPlaces, placesOfLabels } from '../../../src-main/core/datasets/places-of-labels.ts'

test('some of every case come before more of one', () => {
  const cases = [
    { id: 'a', labels: [4, 7, 9] },
    { id: 'b', labels: [2] },
  ]
  expect(placesOfLabels(cases).places).toEqual([
    { case: 'a', label: 4 },
    { case: 'b', label: 2 },
    { case: 'a', label: 7 },
    { case: 'a', label: 9 },
  ])
})

test('a finding without labels says nothing of places, one with very many some', () => {
  expect(placesOfLabels([{ id: 'a', labels: [] }])).toEqual({})
  const many = Array.from({ length: 1e5 }, (_, at) => at + 1)
  expect(placesOfLabels([{ id: 'a', labels: many }]).places).toHaveLength(mostPlaces)
})
