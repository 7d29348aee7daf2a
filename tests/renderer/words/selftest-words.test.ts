import { expect, test } from 'vitest'
import type { ShownValue } from '../../../src-main/contract/selftest.ts'
import {
  differenceText,
  exactText,
  kindName,
  restSentence,
  selftestSentence,
  shownText,
  toleranceText,
} from '../../../src-renderer/words/selftest-words.ts'
import { fakeSummary, fakeValue } from '../fixtures/fake-selftest.ts'

test.each([
  [{ passed: 159, failed: 0 }, '159 of 159 values agree with their references.'],
  [{ passed: 1, failed: 0 }, 'The one value agrees with its reference.'],
  [{ passed: 158, failed: 1 }, '1 of 159 values differs from its reference.'],
  [{ passed: 10, failed: 3 }, '3 of 13 values differ from their references.'],
  [{ passed: 0, failed: 0 }, 'Nothing in this folder is computed here.'],
])('%j is answered in a sentence', (counts, sentence) => {
  expect(selftestSentence({ ...fakeSummary, ...counts })).toBe(sentence)
})

test('what was done and what is left is said beside it', () => {
  expect(restSentence(fakeSummary)).toBe(
    '4 cases in 1.2 s, by the functions that score runs. 2 further values are not computed here.',
  )
  expect(restSentence({ ...fakeSummary, unsupported: 0, cases: 1, seconds: 75 })).toBe(
    '1 case in 75 s, by the functions that score runs.',
  )
})

test.each<[ShownValue | null, string]>([
  [{ as: 'number', value: 2 / 3 }, '0.6666666667'],
  [{ as: 'number', value: 'NaN' }, 'NaN'],
  [{ as: 'number', value: '-Infinity' }, '−∞'],
  [{ as: 'undefined', reason: 'both-empty' }, 'undefined: both empty'],
  [{ as: 'error', message: 'The shapes disagree.' }, 'The shapes disagree.'],
  [{ as: 'text', text: '{tp: [1]}' }, '{tp: [1]}'],
  [{ as: 'array', count: 16_384, text: '[0, …]' }, '16\u202f384 values: [0, …]'],
  [null, '–'],
])('%j is shown as %s', (shown, text) => {
  expect(shownText(shown)).toBe(text)
})

test('all digits are there for looking closely', () => {
  expect(exactText({ as: 'number', value: 2 / 3 })).toBe('0.6666666666666666')
})

test.each([
  [{ largest: 0, at: 'tp[3]', compared: 9, beyond: 0 }, '0'],
  [{ largest: 2.22e-16, at: '', compared: 1, beyond: 0 }, '2.2e−16'],
  [{ largest: 0.0123, at: 'f1[2]', compared: 9, beyond: 0 }, '0.012 at f1[2]'],
  [
    { largest: 'Infinity' as const, at: '[7]', compared: 400, beyond: 2 },
    '∞ at [7], 2 of 400 beyond the tolerance',
  ],
  [null, '–'],
])('the difference %j reads %s', (difference, text) => {
  expect(differenceText(fakeValue({ difference }))).toBe(text)
})

test.each([
  [{ abs: 0, rel: 0 }, 'exact'],
  [{ abs: 1e-9, rel: 1e-9 }, '± 1e−9 + 1e−9 of it'],
  [{ abs: 0.005, rel: 0 }, '± 0.005'],
  [{ abs: 0, rel: 1.2e-5 }, '± 1.2e−5 of it'],
])('the tolerance %j reads %s', (tolerance, text) => {
  expect(toleranceText(fakeValue({ tolerance }))).toBe(text)
})

test('a kind of ours has a name, another keeps its own', () => {
  expect(kindName('semantic')).toBe('Masks and borders')
  expect(kindName('constructor')).toBe('constructor')
})
