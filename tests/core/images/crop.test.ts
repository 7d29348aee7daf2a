import { expect, test } from 'vitest'
import { cropPlane } from '../../../src-main/core/images/crop.ts'

test('cuts a rectangle out of interleaved samples', () => {
  const plane = Uint16Array.from({ length: 3 * 4 * 2 }, (_, i) => i)
  const out = cropPlane(plane, 4, 2, 'uint16', { y: 1, x: 2, height: 2, width: 2 }, 'f')
  expect([...out]).toEqual([12, 13, 14, 15, 20, 21, 22, 23])
})
