import { expect, test } from 'vitest'
import {
  deviations,
  deviationWords,
  programs,
} from '../../../../src-main/core/models/processing/deviations.ts'

test('every program deviates in known ways, none twice, and every way has words', () => {
  for (const list of Object.values(programs)) {
    expect(new Set(list).size).toBe(list.length)
    expect(list.every((one) => deviations.includes(one))).toBe(true)
  }
  expect(Object.keys(deviationWords).toSorted()).toEqual(deviations.toSorted())
})
