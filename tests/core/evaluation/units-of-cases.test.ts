import { expect, test } from 'vitest'
import { unitsOfCases } from '../../../src-main/core/evaluation/units-of-cases.ts'

test('images count where no sample is named, else samples', () => {
  const of = (...samples: (string | null)[]) =>
    unitsOfCases(samples.map((sample, index) => ({ id: `c${index}`, sample })))
  expect(of(null, null, null)).toEqual({ unit: 'image', units: 3 })
  expect(of('m1', 'm1', 'm2')).toEqual({ unit: 'sample', units: 2 })
  expect(of('m1', null, null)).toEqual({ unit: 'sample', units: 3 })
})
