import { expect, test } from 'vitest'
import { createChunkCache } from '../../../../src-main/core/images/tiff/chunk-cache.ts'

test('forgets the least recently used chunk when the limit is passed', () => {
  const cache = createChunkCache(20)
  cache.put('a', new Uint8Array(10))
  cache.put('b', new Uint8Array(10))
  cache.get('a')
  cache.put('c', new Uint8Array(10))
  expect(cache.get('b')).toBeUndefined()
  expect(cache.get('a')).toHaveLength(10)
  expect(cache.get('c')).toHaveLength(10)
})

test('keeps the newest chunk even if it alone is over the limit', () => {
  const cache = createChunkCache(5)
  cache.put('small', new Uint8Array(1))
  cache.put('large', new Uint8Array(100))
  expect(cache.get('small')).toBeUndefined()
  expect(cache.get('large')).toHaveLength(100)
})
