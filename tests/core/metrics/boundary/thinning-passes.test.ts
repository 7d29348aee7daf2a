import { expect, test } from 'vitest'
import {
  firstPass,
  secondPass,
} from '../../../../src-main/core/metrics/boundary/thinning-passes.ts'
import { firstTable, secondTable } from '../../../fixtures/metrics/thinning-tables.ts'

/** All 256 rings as bits of eight tiles, 32 rings in each. */
const rings = new Int32Array(64)
for (let ring = 0; ring < 256; ring++)
  for (let k = 0; k < 8; k++) {
    const at = 8 * (ring >> 5) + k
    rings[at] = rings[at]! | (((ring >> k) & 1) << (ring & 31))
  }

test.each([
  { name: 'first', pass: firstPass, expected: firstTable },
  { name: 'second', pass: secondPass, expected: secondTable },
])('the $name pass takes what its table says, for every ring', ({ pass, expected }) => {
  const removable = new Int32Array(8)
  pass(rings, 8, removable)
  const found = Array.from(
    { length: 256 },
    (_, ring) => (removable[ring >> 5]! >>> (ring & 31)) & 1,
  )
  expect(found).toEqual([...expected])
})

test('a pass answers for as many tiles as are asked for', () => {
  const removable = new Int32Array(8)
  firstPass(rings, 1, removable)
  expect(removable.findLastIndex((bits) => bits !== 0)).toBe(0)
})
