import { expect, test } from 'vitest'
import { createSharedLoads } from '../../../../src-main/core/images/zarr/shared-loads.ts'

interface Pending {
  readonly key: string
  readonly signal: AbortSignal
  readonly finish: (value: string) => void
}

function setUp(limitBytes = 100, atOnce = 2) {
  const loads = createSharedLoads<string>('a', limitBytes, atOnce, (value) => value.length)
  const started: Pending[] = []
  const get = (key: string, signal?: AbortSignal, keep = true): Promise<string> =>
    loads.get(key, (stop) => new Promise((finish) => started.push({ key, signal: stop, finish })), {
      signal,
      keep,
    })
  return { get, started }
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('who asks for the same thing shares one load, and it stays', async () => {
  const { get, started } = setUp()
  const both = Promise.all([get('k'), get('k')])
  await soon()
  started[0]!.finish('v')
  expect(await both).toEqual(['v', 'v'])
  expect(await get('k')).toBe('v')
  expect(started).toHaveLength(1)
})

test('few loads run at once, the next when one ends', async () => {
  const { get, started } = setUp()
  const all = ['a', 'b', 'c'].map((key) => get(key))
  await soon()
  expect(started.map(({ key }) => key)).toEqual(['a', 'b'])
  started[0]!.finish('1')
  await soon()
  expect(started.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
  started[1]!.finish('2')
  started[2]!.finish('3')
  expect(await Promise.all(all)).toEqual(['1', '2', '3'])
})

test('the least recently used goes first, and what is not to be kept is not', async () => {
  const { get, started } = setUp(2)
  const load = async (key: string, keep = true): Promise<number> => {
    const result = get(key, undefined, keep)
    await soon()
    started.find((one) => one.key === key && !done.has(one))?.finish('v')
    for (const one of started) done.add(one)
    await result
    return started.length
  }
  const done = new Set<Pending>()
  await load('a')
  await load('b')
  await load('a')
  expect(await load('c')).toBe(3)
  expect(await load('a')).toBe(3)
  expect(await load('b')).toBe(4)
  expect(await load('d', false)).toBe(5)
  expect(await load('d', false)).toBe(6)
})

test('a load is stopped when the last one leaves, and only then', async () => {
  const { get, started } = setUp()
  const [one, two] = [new AbortController(), new AbortController()]
  const first = get('k', one.signal)
  const second = get('k', two.signal)
  await soon()
  one.abort()
  expect(started[0]!.signal.aborted).toBe(false)
  two.abort()
  expect(started[0]!.signal.aborted).toBe(true)
  started[0]!.finish('v')
  await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  await expect(second).rejects.toMatchObject({ code: 'cancelled' })
  await expect(get('k', one.signal)).rejects.toMatchObject({ code: 'cancelled' })
})

test('what waits for its turn and is not wanted any more never starts', async () => {
  const { get, started } = setUp(100, 1)
  const stop = new AbortController()
  const first = get('a')
  const second = get('b', stop.signal)
  await soon()
  stop.abort()
  started[0]!.finish('v')
  await expect(second).rejects.toMatchObject({ code: 'cancelled' })
  await first
  expect(started).toHaveLength(1)
})

test('an error is told to all and not kept', async () => {
  const loads = createSharedLoads<string>('a', 10, 1, () => 1)
  await expect(loads.get('k', () => Promise.reject(new Error('no')), {})).rejects.toThrow('no')
  expect(await loads.get('k', () => Promise.resolve('v'), {})).toBe('v')
})
