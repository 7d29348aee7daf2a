import { expect, test } from 'vitest'
import { createWishList } from '../../../../src-main/core/metrics/fingerprint/wish-list.ts'

test('each metric stands once, with every reason in the order given', () => {
  const list = createWishList()
  list.lead('a', 'A first.')
  list.want(['b', 'c'], 'Both.')
  list.want('b', 'Again.')
  expect(list.proposal()).toEqual({
    headline: 'a',
    metrics: [
      { id: 'a', reason: 'A first.' },
      { id: 'b', reason: 'Both. Again.' },
      { id: 'c', reason: 'Both.' },
    ],
    options: [],
  })
})

test('what matters more moves behind the headline; a new headline keeps the old one in the list', () => {
  const list = createWishList()
  list.lead('a', 'A.')
  list.want(['b', 'c'], 'X.')
  list.wantNext('c', 'Sooner.')
  list.lead('n', 'N.')
  expect(list.proposal().metrics.map(({ id }) => id)).toEqual(['n', 'a', 'c', 'b'])
  expect(list.proposal().headline).toBe('n')
})

test('the headline stays first even when it is wanted next', () => {
  const list = createWishList()
  list.lead('a', 'A.')
  list.want('b', 'B.')
  list.wantNext('b', 'More.')
  expect(list.proposal().headline).toBe('a')
})

test('a later option replaces an earlier one of its name', () => {
  const list = createWishList()
  list.lead('a', 'A.')
  list.option('unit', 'px', 'First.')
  list.option('unit', 'um', 'Then.')
  expect(list.proposal().options).toEqual([{ name: 'unit', value: 'um', reason: 'Then.' }])
})
