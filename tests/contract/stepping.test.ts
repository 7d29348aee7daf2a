import { expect, test } from 'vitest'
import { createStepping } from '../../src-main/contract/stepping.ts'

const size = { t: 5, c: 2, z: 10 }
const at = (z: number, t = 0, c = 0) => ({ t, c, z })

test('the first plane tells nothing; a step tells the direction', () => {
  const stepping = createStepping()
  expect(stepping.after('s', at(4), size)).toEqual([])
  expect(stepping.after('s', at(5), size)).toEqual([at(6), at(7)])
  expect(stepping.after('s', at(4), size)).toEqual([at(3), at(2)])
})

test('further tiles of the same plane keep the direction', () => {
  const stepping = createStepping()
  stepping.after('s', at(4), size)
  stepping.after('s', at(5), size)
  expect(stepping.after('s', at(5), size)).toEqual([at(6), at(7)])
})

test('steps along t count too; a jump and a change of channel do not', () => {
  const stepping = createStepping()
  stepping.after('s', at(4, 1), size)
  expect(stepping.after('s', at(4, 2), size)).toEqual([at(4, 3), at(4, 4)])
  expect(stepping.after('s', at(9, 2), size)).toEqual([])
  expect(stepping.after('s', at(8, 3), size)).toEqual([])
  expect(stepping.after('s', at(8, 3, 1), size)).toEqual([])
})

test('nothing lies beyond the ends, and stacks do not know of each other', () => {
  const stepping = createStepping()
  stepping.after('s', at(8), size)
  expect(stepping.after('s', at(9), size)).toEqual([])
  expect(stepping.after('other', at(9), size)).toEqual([])
})
