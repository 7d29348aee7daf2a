import { expect, test } from 'vitest'
import { transposeBack } from '../../../../../src-main/core/images/zarr/codecs/transpose.ts'

test('Fortran order comes back to C order', () => {
  const stored = Uint8Array.of(0, 3, 1, 4, 2, 5)
  expect([...transposeBack(stored, [2, 3], [1, 0], 1)]).toEqual([0, 1, 2, 3, 4, 5])
})

test.each([[[0, 1, 2]], [[2, 0, 1]], [[1, 2, 0]], [[2, 1, 0]]])(
  'axes stored as %j, elements of all sizes',
  (order) => {
    const shape = [2, 3, 4]
    for (const size of [1, 2, 4, 8] as const) {
      const elements = Array.from({ length: 24 }, (_, i) => i)
      const stored = new Uint8Array(24 * size + 1).subarray(1)
      let at = 0
      const storedShape = order.map((axis) => shape[axis]!)
      for (let a = 0; a < storedShape[0]!; a++)
        for (let b = 0; b < storedShape[1]!; b++)
          for (let c = 0; c < storedShape[2]!; c++) {
            const index = [0, 0, 0]
            index[order[0]!] = a
            index[order[1]!] = b
            index[order[2]!] = c
            stored[at] = elements[index[0]! * 12 + index[1]! * 4 + index[2]!]!
            at += size
          }
      const back = transposeBack(stored, shape, order, size)
      expect(elements.map((i) => back[i * size])).toEqual(elements)
    }
  },
)
