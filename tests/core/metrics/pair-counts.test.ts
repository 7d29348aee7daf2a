import { expect, test } from 'vitest'
import { PairCounts } from '../../../src-main/core/metrics/pair-counts.ts'

test('adds up the pixels of each pair, however many pairs there are', () => {
  const counts = new PairCounts()
  const expected = new Map<string, number>()
  for (let i = 0; i < 20_000; i++) {
    const [first, second] = [(i * 7) % 113, (i * 31) % 89]
    counts.add(first, second, i)
    const key = `${first} ${second}`
    expected.set(key, (expected.get(key) ?? 0) + i)
  }
  const found = counts.entries()
  expect(found).toHaveLength(expected.size)
  for (const { first, second, pixels } of found)
    expect(pixels).toBe(expected.get(`${first} ${second}`))
})

test('tells a pair from its reverse, and counts the very first', () => {
  const counts = new PairCounts()
  expect(counts.entries()).toEqual([])
  counts.add(0, 0, 3)
  counts.add(0, 1, 4)
  counts.add(1, 0, 5)
  counts.add(0, 0, 1)
  expect(counts.entries()).toEqual(
    expect.arrayContaining([
      { first: 0, second: 0, pixels: 4 },
      { first: 0, second: 1, pixels: 4 },
      { first: 1, second: 0, pixels: 5 },
    ]),
  )
})
