import { expect, test } from 'vitest'
import { createRandom, generatorId } from '../../../src-main/core/statistics/random.ts'

test('the same seed gives the same numbers, pinned for the record', () => {
  const random = createRandom(42)
  expect(Array.from({ length: 4 }, () => random.nextUint32())).toEqual(PINNED_42)
  expect(generatorId).toBe('xoshiro128starstar-splitmix32-v1')
})

test('another seed gives other numbers', () => {
  expect(createRandom(1).nextUint32()).not.toBe(createRandom(2).nextUint32())
})

test('integers fill their range evenly', () => {
  const random = createRandom(7)
  const counts = [0, 0, 0]
  for (let i = 0; i < 30_000; i++) counts[random.nextInteger(3)]!++
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
})

test('draws again above the last whole multiple of the bound', () => {
  const bound = 2 ** 31 + 1 // half of all numbers lie above its only multiple
  let again = 0
  for (let seed = 0; seed < 20; seed++) {
    const plain = createRandom(seed)
    let next = plain.nextUint32()
    while (next >= bound) {
      next = plain.nextUint32()
      again++
    }
    expect(createRandom(seed).nextInteger(bound)).toBe(next)
  }
  expect(again).toBeGreaterThan(5)
})

test('reals lie in [0, 1) and average one half', () => {
  const random = createRandom(0)
  let sum = 0
  for (let i = 0; i < 20_000; i++) {
    const real = random.nextReal()
    expect(real >= 0 && real < 1).toBe(true)
    sum += real
  }
  expect(Math.abs(sum / 20_000 - 0.5)).toBeLessThan(0.01)
})

test('a real takes 53 bits from two numbers', () => {
  const numbers = createRandom(5)
  const [high, low] = [numbers.nextUint32() >>> 5, numbers.nextUint32() >>> 6]
  expect(createRandom(5).nextReal()).toBe((high * 2 ** 26 + low) / 2 ** 53)
})

test.each([-1, 1.5, 2 ** 32, NaN])('refuses the seed %f', (seed) => {
  expect(() => createRandom(seed)).toThrow(
    expect.objectContaining({
      code: 'bad-options',
      message: `A seed is a whole number from 0 to 4294967295, not ${seed}.`,
    }),
  )
})

const PINNED_42 = [660444221, 3652823732, 77672526, 910233633]
