import { describe, expect, test } from 'vitest'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const tile = (bytes: number) => ({
  width: bytes,
  height: 1,
  samples: 1,
  values: new Uint8Array(bytes),
})
const nothing = () => undefined

describe('tile cache', () => {
  test('keeps what was used last within its bound', async () => {
    const cache = createTileCache(250, nothing)
    for (const key of ['a', 'b']) await cache.fetch(key, () => Promise.resolve(tile(100)))
    cache.get('a')
    await cache.fetch('c', () => Promise.resolve(tile(100)))
    expect([cache.get('a'), cache.get('b'), cache.get('c')].map(Boolean)).toEqual([
      true,
      false,
      true,
    ])
    expect(cache.sizeBytes()).toBe(200)
  })
  test('reads a tile once however often it is asked for', async () => {
    const cache = createTileCache(1000, nothing)
    let reads = 0
    const load = () => {
      reads++
      return Promise.resolve(tile(1))
    }
    await Promise.all([cache.fetch('a', load), cache.fetch('a', load)])
    await cache.fetch('a', load)
    expect(reads).toBe(1)
  })
  test('stops reading what is no longer in sight and can read it again', async () => {
    const cache = createTileCache(1000, nothing)
    const stopped = cache.fetch('a', (signal) => {
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')))
      })
    })
    cache.keepOnly(new Set(['b']))
    await expect(stopped).rejects.toThrow('gone')
    expect(cache.failureOf('a')).toBeNull()
    await cache.fetch('a', () => Promise.resolve(tile(3)))
    expect(cache.get('a')?.width).toBe(3)
  })
  test('a failure is kept with its sentence until it is forgotten', async () => {
    let changes = 0
    const cache = createTileCache(1000, () => changes++)
    await expect(cache.fetch('a', () => Promise.reject(new Error('no disk')))).rejects.toThrow()
    expect(cache.failureOf('a')).toBe('no disk')
    expect(changes).toBe(1)
    await expect(cache.fetch('a', () => Promise.resolve(tile(1)))).rejects.toThrow('no disk')
    cache.forgetFailures()
    await cache.fetch('a', () => Promise.resolve(tile(1)))
    expect(cache.get('a')).not.toBeNull()
  })
})
