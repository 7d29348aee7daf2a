import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createReadQueue } from '../../src-main/engine/read-queue.ts'

function reads() {
  const started: string[] = []
  const ends = new Map<string, PromiseWithResolvers<string>>()
  const signals = new Map<string, AbortSignal>()
  const read = (name: string) => (signal: AbortSignal) => {
    started.push(name)
    signals.set(name, signal)
    const end = Promise.withResolvers<string>()
    ends.set(name, end)
    return end.promise
  }
  const finish = async (name: string): Promise<void> => {
    ends.get(name)!.resolve(name)
    await setImmediate()
  }
  return { started, signals, ends, read, finish }
}

test('no more reads than allowed run at once, and the newest question is served first', async () => {
  const { started, read, finish } = reads()
  const queue = createReadQueue<string>({ atOnce: 2 })
  const all = ['a', 'b', 'c', 'd'].map((name) => queue.read(name, read(name)))
  expect(started).toEqual(['a', 'b'])
  await finish('a')
  expect(started).toEqual(['a', 'b', 'd'])
  for (const name of ['b', 'd', 'c']) await finish(name)
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
})

test('who asks for the same piece shares one read', async () => {
  const { started, read, finish } = reads()
  const queue = createReadQueue<string>()
  const both = [queue.read('a', read('a')), queue.read('a', read('a'))]
  await finish('a')
  expect(await Promise.all(both)).toEqual(['a', 'a'])
  expect(started).toEqual(['a'])
})

test('a question taken back before its turn is never read', async () => {
  const { started, read, finish } = reads()
  const queue = createReadQueue<string>({ atOnce: 1 })
  const controller = new AbortController()
  const first = queue.read('a', read('a'))
  const dropped = queue.read('b', read('b'), controller.signal)
  controller.abort()
  await expect(dropped).rejects.toMatchObject({ code: 'cancelled' })
  await finish('a')
  await first
  expect(started).toEqual(['a'])
})

test('a read under way is stopped when the last who waits for it leaves', async () => {
  const { signals, read, finish } = reads()
  const queue = createReadQueue<string>()
  const [one, two] = [new AbortController(), new AbortController()]
  const first = queue.read('a', read('a'), one.signal)
  const second = queue.read('a', read('a'), two.signal)
  one.abort()
  await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  expect(signals.get('a')!.aborted).toBe(false)
  two.abort()
  await expect(second).rejects.toMatchObject({ code: 'cancelled' })
  expect(signals.get('a')!.aborted).toBe(true)
  const again = queue.read('a', read('a'))
  await finish('a')
  expect(await again).toBe('a')
})

test('reading ahead waits until nothing else is to do', async () => {
  const { started, read, finish } = reads()
  const queue = createReadQueue<string>({ atOnce: 2 })
  void queue.read('a', read('a'))
  queue.readAhead('next', read('next'))
  void queue.read('b', read('b'))
  expect(started).toEqual(['a', 'b'])
  await finish('a')
  expect(started).toEqual(['a', 'b'])
  await finish('b')
  expect(started).toEqual(['a', 'b', 'next'])
})

test('what is read ahead and then asked for is read once, before what else is ahead', async () => {
  const { started, read, finish } = reads()
  const queue = createReadQueue<string>({ atOnce: 1 })
  void queue.read('a', read('a'))
  queue.readAhead('z1', read('z1'))
  queue.readAhead('z2', read('z2'))
  const asked = queue.read('z1', read('z1 asked'))
  await finish('a')
  expect(started).toEqual(['a', 'z1'])
  await finish('z1')
  expect(await asked).toBe('z1')
  expect(started).toEqual(['a', 'z1', 'z2'])
})

test('of too many pieces ahead the oldest are forgotten', async () => {
  const { started, read, finish } = reads()
  const queue = createReadQueue<string>({ atOnce: 1, mostAhead: 2 })
  void queue.read('a', read('a'))
  for (const name of ['z1', 'z2', 'z3']) queue.readAhead(name, read(name))
  await finish('a')
  await finish('z3')
  await finish('z2')
  expect(started).toEqual(['a', 'z3', 'z2'])
})

test('an error reaches all who wait, and the next question tries again', async () => {
  const { ends, read, finish } = reads()
  const queue = createReadQueue<string>()
  const both = [queue.read('a', read('a')), queue.read('a', read('a'))]
  ends.get('a')!.reject(new Error('torn'))
  for (const one of both) await expect(one).rejects.toThrow('torn')
  const again = queue.read('a', read('a'))
  await finish('a')
  expect(await again).toBe('a')
})
