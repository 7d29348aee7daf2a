import { expect, test } from 'vitest'
import { createByteCache } from '../../src-main/engine/byte-cache.ts'

test('keeps up to its size; what was asked for longest ago goes first', () => {
  const cache = createByteCache<string>(10)
  cache.set('a', 'A', 4)
  cache.set('b', 'B', 4)
  expect(cache.get('a')).toBe('A')
  cache.set('c', 'C', 4)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C'])
  expect(cache.sizeBytes).toBe(8)
})

test('a value set again is counted once; one that is too large is not kept', () => {
  const cache = createByteCache<string>(10)
  cache.set('a', 'A', 4)
  cache.set('a', 'AA', 6)
  expect([cache.get('a'), cache.sizeBytes]).toEqual(['AA', 6])
  cache.set('a', 'AAA', 11)
  expect([cache.get('a'), cache.sizeBytes]).toEqual([undefined, 0])
})
