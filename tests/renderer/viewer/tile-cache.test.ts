import { describe, expect, test, vi } from 'vitest'
import { TileUnderWay } from '../../../src-renderer/api/problem.ts'
import { createTileCache, perTileBytes } from '../../../src-renderer/viewer/tile-cache.ts'

const tile = (bytes: number) => ({
  width: bytes,
  height: 1,
  samples: 1,
  values: new Uint8Array(bytes),
})
const nothing = () => undefined

describe('tile cache', () => {
  test('keeps what was used last within its bound', async () => {
    const cache = createTileCache(250 + 2 * perTileBytes, nothing)
    for (const key of ['a', 'b']) await cache.fetch(key, () => Promise.resolve(tile(100)))
    cache.get('a')
    await cache.fetch('c', () => Promise.resolve(tile(100)))
    expect([cache.get('a'), cache.get('b'), cache.get('c')].map(Boolean)).toEqual([
      true,
      false,
      true,
    ])
    expect(cache.sizeBytes()).toBe(200 + 2 * perTileBytes)
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

describe('a tile of a level that is being made', () => {
  test('is asked for again after the time the core names, and its progress is known', async () => {
    vi.useFakeTimers()
    const changes = vi.fn()
    const cache = createTileCache(1000, changes)
    const load = vi
      .fn<() => Promise<ReturnType<typeof tile>>>()
      .mockRejectedValueOnce(new TileUnderWay(0.25, 2000))
      .mockResolvedValueOnce(tile(3))
    await expect(cache.fetch('a', load)).rejects.toThrow('25 %')
    await expect(cache.fetch('a', load)).rejects.toThrow('25 %')
    expect(load).toHaveBeenCalledOnce()
    expect(cache.underWayOf('a')).toBe(0.25)
    expect(cache.failureOf('a')).toBeNull()
    changes.mockClear()
    vi.advanceTimersByTime(2000)
    expect(changes).toHaveBeenCalledOnce()
    await cache.fetch('a', load)
    expect(cache.get('a')?.width).toBe(3)
    expect(cache.underWayOf('a')).toBeNull()
    vi.useRealTimers()
  })
  test('is not waited for once it is out of sight', async () => {
    vi.useFakeTimers()
    const changes = vi.fn()
    const cache = createTileCache(1000, changes)
    await expect(cache.fetch('a', () => Promise.reject(new TileUnderWay(0, 500)))).rejects.toThrow()
    cache.keepOnly(new Set())
    changes.mockClear()
    vi.advanceTimersByTime(1000)
    expect(changes).not.toHaveBeenCalled()
    vi.useRealTimers()
  })
})

describe('one read for several tiles', () => {
  test('brings each of them, and who asks for one meanwhile waits for the same read', async () => {
    const changes = vi.fn()
    const cache = createTileCache(1000 + 2 * perTileBytes, changes)
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof tile>[]>()
    const together = cache.fetchTogether(['a', 'b'], () => promise)
    expect([cache.isOpen('a'), cache.isOpen('c')]).toEqual([false, true])
    const single = cache.fetch('b', () => Promise.reject(new Error('not asked again')))
    resolve([tile(1), tile(2)])
    await together
    expect((await single).width).toBe(2)
    expect([cache.get('a')?.width, cache.get('b')?.width]).toEqual([1, 2])
    expect(cache.sizeBytes()).toBe(3 + 2 * perTileBytes)
    expect(changes).toHaveBeenCalledOnce()
  })
  test('goes on while one of them is wanted and stops with the last', async () => {
    const cache = createTileCache(1000, nothing)
    let signal: AbortSignal | undefined
    const together = cache.fetchTogether(['a', 'b'], (given) => {
      signal = given
      return new Promise((_, reject) => {
        given.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')))
      })
    })
    cache.keepOnly(new Set(['b']))
    expect(signal?.aborted).toBe(false)
    cache.keepOnly(new Set(['c']))
    await expect(together).rejects.toThrow('gone')
    expect([cache.isOpen('a'), cache.failureOf('a')]).toEqual([true, null])
  })
  test('fails for all of them', async () => {
    const cache = createTileCache(1000, nothing)
    const failing = cache.fetchTogether(['a', 'b'], () => Promise.reject(new Error('no disk')))
    await expect(failing).rejects.toThrow('no disk')
    expect([cache.failureOf('a'), cache.failureOf('b')]).toEqual(['no disk', 'no disk'])
    expect(cache.isOpen('b')).toBe(false)
  })
  test('waits with all of them for a level that is being made, and asks again once', async () => {
    vi.useFakeTimers()
    const changes = vi.fn()
    const cache = createTileCache(1000, changes)
    const waiting = cache.fetchTogether(['a', 'b'], () => Promise.reject(new TileUnderWay(0.5, 80)))
    await expect(waiting).rejects.toThrow('50 %')
    cache.keepOnly(new Set(['b']))
    expect([cache.underWayOf('a'), cache.underWayOf('b')]).toEqual([null, 0.5])
    changes.mockClear()
    vi.advanceTimersByTime(80)
    expect(changes).toHaveBeenCalledOnce()
    expect(cache.isOpen('b')).toBe(true)
    vi.useRealTimers()
  })
})
