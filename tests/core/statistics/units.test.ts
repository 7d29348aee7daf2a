import { expect, test } from 'vitest'
import {
  failedAs,
  isFailed,
  magnitudesOf,
  numberOf,
  realOf,
  unitValues,
  type CaseValue,
} from '../../../src-main/core/statistics/units.ts'

const value = (name: string, sample: string | null, score: number): CaseValue => ({
  case: name,
  sample,
  score: { value: score },
})

test('without samples every image is a unit', () => {
  const result = unitValues([value('b', null, 2), value('a', null, 1)])
  expect(result).toEqual({
    unit: 'image',
    values: [
      { unit: 'case a', value: 1 },
      { unit: 'case b', value: 2 },
    ],
    undefined: 0,
    failed: 0,
  })
})

test('averages the cases of a sample first', () => {
  const result = unitValues([value('a', 's1', 1), value('b', 's1', 3), value('c', 's2', 10)])
  expect(result.unit).toBe('sample')
  expect(result.values).toEqual([
    { unit: 'sample s1', value: 2 },
    { unit: 'sample s2', value: 10 },
  ])
})

test('a case without a sample stands beside the samples, even of the same name', () => {
  const { unit, values } = unitValues([value('a', 'a', 1), value('b', null, 3)])
  expect(unit).toBe('sample')
  expect(values.map((one) => one.unit)).toEqual(['case b', 'sample a'])
})

test('counts undefined and failed cases and leaves them out', () => {
  const cases: CaseValue[] = [
    value('a', null, 0.5),
    { case: 'b', sample: null, score: { undefined: 'both-empty' } },
    { case: 'c', sample: null, score: 'failed' },
    { case: 'd', sample: null, score: { failed: 'out of memory' } },
  ]
  expect(unitValues(cases)).toMatchObject({
    values: [{ unit: 'case a', value: 0.5 }],
    undefined: 1,
    failed: 2,
  })
  const counted = unitValues(failedAs(cases, 0))
  expect(counted.values.map((one) => one.value)).toEqual([0.5, 0, 0])
  expect(counted).toMatchObject({ undefined: 1, failed: 0 })
  expect(failedAs(cases, null)).toBe(cases)
})

test('magnitudes are how far a score lies from zero, whichever side', () => {
  const cases: CaseValue[] = [
    value('a', null, -2),
    value('b', null, 3),
    { case: 'c', sample: null, score: { value: '-Infinity' } },
    { case: 'd', sample: null, score: { undefined: 'x' } },
    { case: 'e', sample: null, score: 'failed' },
  ]
  expect(magnitudesOf(cases).map(({ score }) => score)).toEqual([
    { value: 2 },
    { value: 3 },
    { value: 'Infinity' },
    { undefined: 'x' },
    'failed',
  ])
})

test('refuses two scores of one case', () => {
  expect(() => unitValues([value('a', null, 1), value('a', null, 2)])).toThrow(
    expect.objectContaining({
      code: 'bad-request',
      message: 'Case a has two scores; one is expected.',
    }),
  )
})

test('scores as numbers', () => {
  expect(numberOf({ value: 'Infinity' })).toBe(Infinity)
  expect(numberOf({ value: '-Infinity' })).toBe(-Infinity)
  expect(numberOf({ value: 0 })).toBe(0)
  expect(numberOf({ undefined: 'x' })).toBeNull()
  expect(numberOf('failed')).toBeNull()
  expect(numberOf({ failed: 'x' })).toBeNull()
  expect(isFailed({ undefined: 'x' })).toBe(false)
  expect(isFailed({ value: 1 })).toBe(false)
  expect(isFailed({ failed: 'x' })).toBe(true)
})

test('numbers as they cross the wire', () => {
  expect(realOf(2.5)).toBe(2.5)
  expect(realOf(Infinity)).toBe('Infinity')
  expect(realOf(-Infinity)).toBe('-Infinity')
  expect(() => realOf(NaN)).toThrow(
    expect.objectContaining({ code: 'internal', message: 'A mean of scores came out as NaN.' }),
  )
})
