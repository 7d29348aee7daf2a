import { expect, test } from 'vitest'
import { casesIn, factorOf, strataOf } from '../../../src-main/core/criteria/strata.ts'

const one = (
  id: string,
  factors: Record<string, string | number>,
  sample: string | null = null,
) => ({
  ...{ id, sample, factors },
})

test('factors come with their values, counted, numbers in their order', () => {
  const cases = [one('1', { snr: 10, stain: 'HE' }), one('2', { snr: 2 }), one('3', { snr: 10 })]
  expect(strataOf(cases)).toEqual([
    {
      factor: 'snr',
      values: [
        { value: '2', cases: 1 },
        { value: '10', cases: 2 },
      ],
    },
    { factor: 'stain', values: [{ value: 'HE', cases: 1 }] },
  ])
})

test('without factors the sample is offered; without samples nothing', () => {
  const cases = [one('1', {}, 'mouse b'), one('2', {}, 'mouse a')]
  expect(strataOf(cases)[0]).toMatchObject({ factor: 'sample', values: [{ value: 'mouse a' }, {}] })
  expect(strataOf([one('1', {})])).toEqual([])
})

test('a stratum is the cases with its value; a factor named sample comes before the sample', () => {
  const cases = [one('1', { snr: 2 }, 'm'), one('2', { snr: '2' }), one('3', {})]
  expect(casesIn(cases, { factor: 'snr', value: '2' })).toEqual(new Set(['1', '2']))
  expect(casesIn(cases, null)).toBeNull()
  expect(factorOf(cases[0]!, 'sample')).toBe('m')
  expect(factorOf(one('4', { sample: 'own' }, 'm'), 'sample')).toBe('own')
})
