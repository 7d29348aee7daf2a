import { expect, test } from 'vitest'
import { bicubic, bilinear, upscale } from '../../../src-main/core/instances/upscale.ts'

const digits = { shape: [3, 4], data: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8) }

test('agrees with PyTorch 1.13: bicubic with a = -0.75, bilinear', () => {
  const cubic = upscale(digits, 2, bicubic(-0.75))
  expect(cubic.shape).toEqual([6, 8])
  const expected = [
    3.0667419434, 2.0500183105, 0.3251037598, 0.9286346436, 3.5940093994, 3.7916259766,
    1.4621582031, 0.0783843994, 3.4984436035, 3.3410797119, 3.0767059326, 3.1212921143,
  ]
  expected.forEach((value, i) => expect(cubic.data[i]).toBeCloseTo(value, 9))
  expect(cubic.data[47]).toBeCloseTo(8.5162200928, 9)
  const linear = upscale(digits, 3, bilinear)
  const row = [3, 3, 7 / 3, 5 / 3, 1, 2, 3, 4, 3, 2, 1, 1]
  row.forEach((value, i) => expect(linear.data[i]).toBeCloseTo(value, 12))
})

test('bicubic with a = -0.5 gives parabolas back exactly, away from the edge', () => {
  const data = Float64Array.from({ length: 100 }, (_, i) => (i % 10) ** 2 - Math.floor(i / 10))
  const large = upscale({ shape: [10, 10], data }, 4, bicubic(-0.5))
  for (const x of [10, 17, 23, 28]) {
    const [atX, atY] = [(x + 0.5) / 4 - 0.5, 20.5 / 4 - 0.5]
    expect(large.data[20 * 40 + x]).toBeCloseTo(atX ** 2 - atY, 10)
  }
})

test('a factor of 1 changes nothing; stacks keep their planes; a constant stays', () => {
  expect(upscale(digits, 1, bicubic(-0.5)).data).toEqual(digits.data)
  const stack = {
    shape: [2, 3, 2],
    data: Float64Array.from({ length: 12 }, (_, i) => (i < 6 ? 1 : 7)),
  }
  const large = upscale(stack, 2, bicubic(-0.5))
  expect(large.shape).toEqual([2, 6, 4])
  expect(new Set(large.data)).toEqual(new Set([1, 7]))
})

test('refuses what would not fit into memory before anything is made', () => {
  const wide = { shape: [2 ** 12, 2 ** 12], data: { length: 2 ** 24 } as Float64Array }
  expect(() => upscale(wide, 16, bilinear)).toThrow(/smaller factor/)
})
