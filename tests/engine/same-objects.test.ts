import { expect, test } from 'vitest'
import { sameObjects } from '../../src-main/engine/same-objects.ts'

/** Two strips of 40 pixels each, with labels of one's own. */
const strips = (first: number, second: number, moved = 0): number[] => [
  ...Array<number>(40 - moved).fill(first),
  ...Array<number>(10 + moved).fill(0),
  ...Array<number>(40).fill(second),
]
const array = (data: number[]) => ({ shape: [data.length], data })

test('objects may be numbered otherwise', () => {
  expect(sameObjects(strips(7, 3), array(strips(1, 2))).agrees).toBe(true)
})

test('a border pixel may move, a tenth of an object may not', () => {
  expect(sameObjects(strips(1, 2, 2), array(strips(1, 2))).agrees).toBe(true)
  expect(sameObjects(strips(1, 2, 4), array(strips(1, 2)))).toEqual({
    agrees: false,
    reason: 'Compared as objects: 1 of 2 objects are the same but for border pixels.',
  })
})

test('joined objects differ', () => {
  expect(sameObjects(strips(1, 1), array(strips(1, 2)))).toEqual({
    agrees: false,
    reason: '1 objects, and the reference has 2',
  })
})

test('another number of pixels differs, and so does no list at all', () => {
  expect(sameObjects([1, 1], array([1])).agrees).toBe(false)
  expect(sameObjects({ error: 'broken' }, array([1])).agrees).toBe(false)
})
