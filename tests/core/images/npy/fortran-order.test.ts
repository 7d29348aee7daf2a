import { expect, test } from 'vitest'
import { fromFortranOrder } from '../../../../src-main/core/images/npy/fortran-order.ts'

test('the first axis runs fastest in the file', () => {
  const stored = Uint8Array.of(1, 4, 2, 5, 3, 6)
  expect([...fromFortranOrder(stored, [2, 3], 'uint8', 'f')]).toEqual([1, 2, 3, 4, 5, 6])
})

test('any number of axes', () => {
  const shape = [2, 3, 4, 2]
  const stored = new Float64Array(48)
  let at = 0
  for (let d = 0; d < 2; d++)
    for (let c = 0; c < 4; c++)
      for (let b = 0; b < 3; b++)
        for (let a = 0; a < 2; a++) stored[at++] = ((a * 3 + b) * 4 + c) * 2 + d
  expect([...fromFortranOrder(stored, shape, 'float64', 'f')]).toEqual(
    Array.from({ length: 48 }, (_, i) => i),
  )
  expect([...fromFortranOrder(Int8Array.of(1, 2), [2], 'int8', 'f')]).toEqual([1, 2])
})
