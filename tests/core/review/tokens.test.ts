import { expect, test } from 'vitest'
import { drawKey, drawSeed, tokensOf } from '../../../src-main/core/review/tokens.ts'

const key = { key: '00'.repeat(32), seed: 7, session: 'review-1' }

test('tokens are made again from key, seed and place, and differ in each of them', () => {
  const tokens = [
    tokensOf(key, 0, 0),
    tokensOf(key, 0, 1),
    tokensOf(key, 1, 0),
    tokensOf({ ...key, seed: 8 }, 0, 0),
    tokensOf({ ...key, session: 'review-2' }, 0, 0),
    tokensOf({ ...key, key: '01'.repeat(32) }, 0, 0),
  ].flatMap((one) => Object.values(one))
  expect(new Set(tokens).size).toBe(24)
  expect(Object.values(tokensOf(key, 0, 0))).toEqual(tokens.slice(0, 4))
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/)
})

test('keys and seeds are drawn anew each time', () => {
  expect(drawKey()).toMatch(/^[0-9a-f]{64}$/)
  expect(drawKey()).not.toBe(drawKey())
  expect(drawSeed()).toBeLessThan(2 ** 32)
})
