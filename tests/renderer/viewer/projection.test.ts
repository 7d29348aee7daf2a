import { describe, expect, test } from 'vitest'
import {
  projectionView,
  projectionWords,
  rangeWithin,
} from '../../../src-renderer/viewer/projection.ts'

describe('the view that stands for a projection', () => {
  test('intensities as chosen, labels by the first one met', () => {
    expect(projectionView('max', null, 'intensity', 24)).toBe('max')
    expect(projectionView('mean', null, 'intensity', 24)).toBe('mean')
    expect(projectionView('mean', null, 'labels', 24)).toBe('top')
  })
  test('only the planes that are chosen, as far as the stack has them', () => {
    const range = { first: 3, last: 9 }
    expect(projectionView('max', range, 'intensity', 24)).toBe('max-3-9')
    expect(projectionView('max', range, 'labels', 6)).toBe('top-3-5')
    expect(rangeWithin(range, 2)).toEqual({ first: 1, last: 1 })
  })
  test('none of single planes, none of an image without depth', () => {
    expect(projectionView('slice', null, 'intensity', 24)).toBeNull()
    expect(projectionView('max', null, 'intensity', 1)).toBeNull()
  })
})

test('the words count planes as people do', () => {
  expect(projectionWords('max', null, 24)).toBe('max of z 1–24')
  expect(projectionWords('mean', { first: 3, last: 9 }, 24)).toBe('mean of z 4–10')
  expect(projectionWords('slice', null, 24)).toBeNull()
  expect(projectionWords('max', null, 1)).toBeNull()
})
