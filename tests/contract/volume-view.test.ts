import { expect, test } from 'vitest'
import { isSection, parseView, viewText } from '../../src-main/contract/volume-view.ts'

test.each(['max', 'mean', 'top', 'max-0-23', 'mean-5-5', 'xz', 'yz'])('%s is a view', (text) => {
  const view = parseView(text)
  expect(view && viewText(view)).toBe(text)
})

test('the planes of a projection are counted from 0, the last one included', () => {
  expect(parseView('top-2-7')).toEqual({ kind: 'top', planes: { first: 2, last: 7 } })
})

test.each(['', 'min', 'max-1', 'max-1-2-3', 'xz-1-2', 'MAX', 'max--1-2', 'max-1.5-2'])(
  '“%s” is no view',
  (text) => {
    expect(parseView(text)).toBeNull()
  },
)

test('sections are told from projections', () => {
  expect(isSection({ kind: 'yz' })).toBe(true)
  expect(isSection({ kind: 'max', planes: null })).toBe(false)
})
