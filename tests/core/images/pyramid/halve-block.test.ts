import { expect, test } from 'vitest'
import { halveBlock } from '../../../../src-main/core/images/pyramid/halve-block.ts'

test('integers are averaged and rounded to the nearest, halves up', () => {
  const data = Uint8Array.of(1, 2, 255, 255, 3, 4, 255, 254)
  expect([...halveBlock(data, 2, 4, 1, 'uint8', 'mean')]).toEqual([3, 255])
  const signed = Int16Array.of(-1, -2, -3, -4, 7, -7, 1, -2)
  expect([...halveBlock(signed, 2, 4, 1, 'int16', 'mean')]).toEqual([
    Math.floor((-1 - 2 + 7 - 7) / 4 + 0.5),
    -2,
  ])
  const large = new Uint32Array(4).fill(2 ** 32 - 1)
  expect([...halveBlock(large, 2, 2, 1, 'uint32', 'mean')]).toEqual([2 ** 32 - 1])
})

test('at odd edges only the pixels that exist count', () => {
  const data = Uint16Array.of(10, 20, 31, 40, 50, 61, 7, 8, 9)
  expect([...halveBlock(data, 3, 3, 1, 'uint16', 'mean')]).toEqual([30, 46, 8, 9])
  const labels = Uint16Array.of(1, 1, 5, 1, 2, 0, 0, 3, 9)
  expect([...halveBlock(labels, 3, 3, 1, 'uint16', 'mode')]).toEqual([1, 5, 3, 9])
})

test('samples of a colour image are averaged apart', () => {
  const data = Uint8Array.of(0, 100, 2, 102, 4, 104, 6, 106)
  expect([...halveBlock(data, 2, 2, 2, 'uint8', 'mean')]).toEqual([3, 103])
})

test('of floats the finite ones count, and NaN stands where none is', () => {
  const data = Float32Array.of(1, NaN, NaN, Infinity, 2, 6, -Infinity, NaN)
  expect([...halveBlock(data, 2, 4, 1, 'float32', 'mean')]).toEqual([3, NaN])
  const huge = new Float64Array(4).fill(Number.MAX_VALUE)
  expect(halveBlock(huge, 2, 2, 1, 'float64', 'mean')[0]).toBeCloseTo(Number.MAX_VALUE, -300)
})

test('means of half floats are half floats', () => {
  const step = 2 ** -24
  const data = Float32Array.of(2048, 2050, 2050, 2052, 0, step, step, step)
  const out = halveBlock(data, 4, 2, 1, 'float16', 'mean')
  expect([...out]).toEqual([2050, step])
  const odd = Float32Array.of(1024, 1025, 1025, 1025)
  expect([...halveBlock(odd, 2, 2, 1, 'float16', 'mean')]).toEqual([1025])
})

test('64-bit integers are exact', () => {
  const big = 2n ** 63n
  const data = BigUint64Array.of(big + 1n, big + 2n, big + 3n, big + 5n)
  expect([...halveBlock(data, 2, 2, 1, 'uint64', 'mean')]).toEqual([big + 3n])
  const signed = BigInt64Array.of(-5n, -5n, -5n, -6n)
  expect([...halveBlock(signed, 2, 2, 1, 'int64', 'mean')]).toEqual([-5n])
  expect([...halveBlock(signed, 2, 2, 1, 'int64', 'mode')]).toEqual([-5n])
})

test.each([
  [[5, 5, 0, 0], 5],
  [[0, 0, 0, 5], 0],
  [[0, 9, 8, 7], 7],
  [[4, 4, 3, 3], 3],
  [[3, 9, 9, 3], 3],
  [[9, 1, 9, 0], 9],
  [[0, 0, 7, 8], 0],
  [[1, 7, 8, 7], 7],
])('of the labels %j the most frequent is taken, %i', (block, expected) => {
  for (const turned of [block, [block[1]!, block[3]!, block[0]!, block[2]!], block.toReversed()]) {
    expect([...halveBlock(Uint32Array.from(turned), 2, 2, 1, 'uint32', 'mode')]).toEqual([expected])
    const big = BigUint64Array.from(turned, BigInt)
    expect([...halveBlock(big, 2, 2, 1, 'uint64', 'mode')]).toEqual([BigInt(expected)])
  }
})

test('labels are never averaged: every label of the copy is one of the image', () => {
  const labels = Uint16Array.from({ length: 33 * 47 }, (_, i) => (i * 7919) % 600)
  const half = halveBlock(labels, 33, 47, 1, 'uint16', 'mode') as Uint16Array
  expect(half.length).toBe(17 * 24)
  const known = new Set(labels)
  expect([...half].every((label) => known.has(label))).toBe(true)
})
