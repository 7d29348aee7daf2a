import { expect, test } from 'vitest'
import { counted } from '../../src-main/core/counted.ts'

test('one thing is singular, none and many are plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'image'))).toEqual([
    '0 images',
    '1 image',
    '2 images',
  ])
})
