import { expect, test } from 'vitest'
import {
  choiceOption,
  emptyCasePolicyOption,
  requireKnownOptions,
} from '../../../src-main/core/metrics/metric-options.ts'

test('an unknown option is refused by name, with the known ones', () => {
  expect(() => requireKnownOptions({ a: 1, b: 2 }, ['a', 'b'])).not.toThrow()
  expect(() => requireKnownOptions({ a: 1, c: 2 }, ['a', 'b'])).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message: 'There is no metric option c here; the options are a, b.',
      details: { option: 'c', known: ['a', 'b'] },
    }),
  )
})

test('a choice is one of the list, the fallback when not given', () => {
  expect(choiceOption({ x: 'b' }, 'x', ['a', 'b'], 'a')).toBe('b')
  expect(choiceOption({}, 'x', ['a', 'b'], 'a')).toBe('a')
})

test.each(['c', 1, null, ['a']])('%j is no choice', (given) => {
  expect(() => choiceOption({ x: given }, 'x', ['a', 'b'], 'a')).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message: `The metric option x is ${JSON.stringify(given)}; it must be one of a, b.`,
      details: { option: 'x', given, choices: ['a', 'b'] },
    }),
  )
})

test('the empty-case policy is touchstone unless reference is asked for', () => {
  expect(emptyCasePolicyOption({})).toBe('touchstone')
  expect(emptyCasePolicyOption({ emptyCasePolicy: 'reference' })).toBe('reference')
  expect(() => emptyCasePolicyOption({ emptyCasePolicy: 'zero' })).toThrow('emptyCasePolicy')
})
