import { expect, test } from 'vitest'
import { copyBox, cOrderStrides, fillBox } from '../../../../src-main/core/images/zarr/copy-box.ts'

const source = Uint16Array.from({ length: 2 * 3 * 40 }, (_, i) => i)
const strides = cOrderStrides([2, 3, 40])

test('strides in C order', () => {
  expect(strides).toEqual([120, 40, 1])
  expect(cOrderStrides([])).toEqual([])
})

test.each([[[2, 3, 40]], [[1, 2, 30]], [[2, 1, 1]], [[1, 1, 1]], [[2, 3, 5]]])(
  'a box of %j is copied value by value',
  (count) => {
    const target = new Uint16Array(count[0]! * count[1]! * count[2]!)
    copyBox(
      source,
      { offset: 0, strides },
      target,
      { offset: 0, strides: cOrderStrides(count) },
      count,
    )
    let at = 0
    for (let z = 0; z < count[0]!; z++)
      for (let y = 0; y < count[1]!; y++)
        for (let x = 0; x < count[2]!; x++) expect(target[at++]).toBe(z * 120 + y * 40 + x)
  },
)

test('axes may change places', () => {
  const target = new Uint16Array(6)
  copyBox(source, { offset: 5, strides }, target, { offset: 0, strides: [0, 1, 3] }, [1, 3, 2])
  expect([...target]).toEqual([5, 45, 85, 6, 46, 86])
})

test('a box is filled, and nothing beside it', () => {
  const target = new Uint16Array(12)
  fillBox(target, { offset: 1, strides: [4, 1] }, [2, 2], 7)
  expect([...target]).toEqual([0, 7, 7, 0, 0, 7, 7, 0, 0, 0, 0, 0])
  const wide = new BigInt64Array(4)
  fillBox(wide, { offset: 0, strides: [2] }, [2], -1n)
  expect([...wide]).toEqual([-1n, 0n, -1n, 0n])
})
