import { expect, test } from 'vitest'
import { createChunkCache, type ChunkCache } from '../../../src-main/core/images/chunk-cache.ts'
import { createPixelMemory } from '../../../src-main/core/images/pixel-memory.ts'

const chunk = (length: number): Uint8Array => new Uint8Array(length)
const put = (cache: ChunkCache, key: string, length: number): Promise<unknown> =>
  cache.share(key, async () => chunk(length))

test('drops what was used longest ago when full', async () => {
  const cache = createChunkCache(10)
  await put(cache, 'a', 4)
  await put(cache, 'b', 4)
  cache.get('a')
  await put(cache, 'c', 4)
  expect(cache.get('b')).toBeUndefined()
  expect(cache.get('a')).toHaveLength(4)
  expect(cache.get('c')).toHaveLength(4)
})

test('keeps one chunk that is larger than the limit', async () => {
  const cache = createChunkCache(10)
  await put(cache, 'small', 5)
  await put(cache, 'large', 50)
  expect(cache.get('small')).toBeUndefined()
  expect(cache.get('large')).toHaveLength(50)
})

test('two that ask for one chunk at the same time get it from one making', async () => {
  const cache = createChunkCache(10)
  let made = 0
  const make = async (): Promise<Uint8Array> => {
    made++
    return chunk(3)
  }
  const [a, b] = await Promise.all([cache.share('a', make), cache.share('a', make)])
  expect(a).toBe(b)
  await cache.share('a', make)
  expect(made).toBe(1)
})

test('a failure is told to all who wait, and tried again by the next', async () => {
  const cache = createChunkCache(10)
  const fail = (): Promise<Uint8Array> => Promise.reject(new Error('damaged'))
  const both = [cache.share('a', fail), cache.share('a', fail)]
  for (const one of await Promise.allSettled(both)) expect(one.status).toBe('rejected')
  expect(await cache.share('a', async () => chunk(2))).toHaveLength(2)
})

test('two images share a memory, and a closed one keeps nothing of what comes later', async () => {
  const memory = createPixelMemory(10)
  const [first, second] = [createChunkCache(8, memory), createChunkCache(8, memory)]
  await put(first, 'a', 6)
  await put(second, 'a', 6)
  expect([first.get('a'), second.get('a')?.length]).toEqual([undefined, 6])
  const late = put(second, 'late', 3)
  second.close()
  expect(await late).toHaveLength(3)
  expect(memory.usedBytes).toBe(0)
})
