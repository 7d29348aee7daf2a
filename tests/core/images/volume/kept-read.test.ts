import { expect, test, vi } from 'vitest'
import { createKeptRead } from '../../../../src-main/core/images/volume/kept-read.ts'

/** Work that is finished by hand. */
function begin(options: Parameters<typeof createKeptRead<number>>[0] = {}) {
  const works: { signal: AbortSignal; finish: (value: number) => void; fail: () => void }[] = []
  const kept = createKeptRead<number>({ lingerMs: 5, ...options })
  const read = (key: string, signal?: AbortSignal) =>
    kept.read(
      key,
      (stop) => {
        const { promise, resolve, reject } = Promise.withResolvers<number>()
        works.push({ signal: stop, finish: resolve, fail: () => reject(new Error('lost')) })
        return promise
      },
      signal,
    )
  return { works, read }
}

test('who asks for the same at once, or next, gets the one result', async () => {
  const { works, read } = begin()
  const both = Promise.all([read('a'), read('a')])
  works[0]!.finish(7)
  expect(await both).toEqual([7, 7])
  expect(await read('a')).toBe(7)
  expect(works).toHaveLength(1)
})

test('only the last result stays, and none that is too large', async () => {
  const { works, read } = begin({ isKept: (value) => value < 10 })
  for (const [at, key] of ['a', 'b', 'a'].entries()) {
    const asked = read(key)
    works[at]!.finish(at === 2 ? 99 : at)
    await asked
  }
  void read('a').catch(() => undefined)
  expect(works).toHaveLength(4)
})

test('work goes on while one of two waits, and for a moment after the last has left', async () => {
  const { works, read } = begin()
  const [one, other] = [new AbortController(), new AbortController()]
  const asked = [read('a', one.signal), read('a', other.signal)]
  one.abort()
  await expect(asked[0]).rejects.toMatchObject({ code: 'cancelled' })
  other.abort()
  await expect(asked[1]).rejects.toMatchObject({ code: 'cancelled' })
  expect(works[0]!.signal.aborted).toBe(false)
  const joined = read('a')
  works[0]!.finish(3)
  expect(await joined).toBe(3)
  expect(works[0]!.signal.aborted).toBe(false)
})

test('what nobody waits for is stopped, at once where something else is wanted', async () => {
  const { works, read } = begin({ lingerMs: 20 })
  const [one, other] = [new AbortController(), new AbortController()]
  const first = read('a', one.signal)
  one.abort()
  await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  const second = read('b', other.signal)
  expect(works[0]!.signal.aborted).toBe(true)
  other.abort()
  await expect(second).rejects.toMatchObject({ code: 'cancelled' })
  await vi.waitFor(() => expect(works[1]!.signal.aborted).toBe(true))
})

test('a failure is told to all and tried again by the next', async () => {
  const { works, read } = begin()
  const asked = read('a')
  works[0]!.fail()
  await expect(asked).rejects.toThrow('lost')
  const again = read('a')
  works[1]!.finish(1)
  expect(await again).toBe(1)
})
