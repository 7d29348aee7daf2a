import { expect, test } from 'vitest'
import { drawKey, drawSeed, tokenOf } from '../../../src-main/core/review/tokens.ts'

const key = { key: '00'.repeat(32), seed: 7, session: 'review-1' }

test('tokens are made again from key, seed and place, and differ in each of them', () => {
  const tokens = [
    tokenOf(key, 0, 0, 'item'),
    tokenOf(key, 0, 0, 'input'),
    tokenOf(key, 0, 0, 'first'),
    tokenOf(key, 0, 0, 'second'),
    tokenOf(key, 0, 1, 'first'),
    tokenOf(key, 1, 0, 'first'),
    tokenOf({ ...key, seed: 8 }, 0, 0, 'first'),
    tokenOf({ ...key, session: 'review-2' }, 0, 0, 'first'),
    tokenOf({ ...key, key: '01'.repeat(32) }, 0, 0, 'first'),
  ]
  expect(new Set(tokens).size).toBe(tokens.length)
  expect(tokenOf(key, 0, 0, 'item')).toBe(tokens[0])
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/)
})

test('keys and seeds are drawn anew each time', () => {
  expect(drawKey()).toMatch(/^[0-9a-f]{64}$/)
  expect(drawKey()).not.toBe(drawKey())
  expect(drawSeed()).toBeLessThan(2 ** 32)
})
