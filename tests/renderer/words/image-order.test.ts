import { expect, test } from 'vitest'
import { imageOrderOf, imageQuery } from '../../../src-renderer/words/image-order.ts'

test('an address names path, series and axes, and gives them back', () => {
  const query = { path: '/a b/c#1.tif', series: '2', axes: 'tyx' }
  const order = imageOrderOf(query)
  expect(order).toEqual({ path: '/a b/c#1.tif', series: 2, axes: 'tyx' })
  expect(order && imageQuery(order)).toEqual(query)
})
test('what cannot be meant is left out, and without a path there is no image', () => {
  expect(imageOrderOf({ path: '/a.tif', series: '-1', axes: 'abc' })).toEqual({ path: '/a.tif' })
  expect(imageOrderOf({ series: '1' })).toBeNull()
})
