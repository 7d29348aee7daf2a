import { expect, test } from 'vitest'
import { checkQuirks, type QuirkyCase } from '../../../src-main/core/datasets/check-quirks.ts'

const plain = { onBorder: 0, withHoles: [], specks: [], restartsInEveryPlane: false }
const item = (id: string, quirks: Partial<QuirkyCase['quirks']>, objects = 10): QuirkyCase => ({
  ...{ id, objects, quirks: { ...plain, ...quirks } },
})
const messageOf = (check: string, ...cases: QuirkyCase[]) =>
  checkQuirks(cases).find((finding) => finding.check === check)?.message

test('nothing odd, no finding', () => {
  expect(checkQuirks([item('a', {}), item('b', {})])).toEqual([])
})

test('stacks that restart are a warning, slips are notes with a list to look at', () => {
  const cases = [
    item('a', { restartsInEveryPlane: true, withHoles: [3, 5] }),
    item('b', { specks: [1, 2, 3, 4, 5, 6, 7, 8], onBorder: 5 }),
  ]
  expect(
    checkQuirks(cases).map(({ severity, check, cases: ids }) => [severity, check, ids]),
  ).toEqual([
    ['warning', 'labels-restart', ['a']],
    ['note', 'holes', ['a']],
    ['note', 'specks', ['b']],
    ['note', 'border-objects', ['b']],
  ])
  expect(messageOf('labels-restart', ...cases)).toMatch(/^1 stack .*\(a\)/)
  expect(messageOf('holes', ...cases)).toBe('2 objects with a hole (a: label 3, 5).')
  expect(messageOf('specks', ...cases)).toMatch(/b: label 1, 2, 3, 4, 5, 6 and 2 more\): slips/)
  expect(messageOf('border-objects', ...cases)).toMatch(/^5 of 20 objects .* \(25 %\)/)
})

test('objects with a hole and specks can be looked at, case by case', () => {
  const cases = [item('a', { withHoles: [3, 5] }), item('b', { withHoles: [2], specks: [9] })]
  const placesOf = (check: string) =>
    checkQuirks(cases).find((finding) => finding.check === check)?.places
  expect(placesOf('holes')).toEqual([
    { case: 'a', label: 3 },
    { case: 'b', label: 2 },
    { case: 'a', label: 5 },
  ])
  expect(placesOf('specks')).toEqual([{ case: 'b', label: 9 }])
})
