import { expect, test } from 'vitest'
import { createSharedWork } from '../../../../src-main/core/images/pyramid/shared-work.ts'

/** Work that goes on until it is told to end. */
function controlled(): {
  readonly work: (signal: AbortSignal, onProgress: (fraction: number) => void) => Promise<void>
  readonly started: () => number
  readonly report: (fraction: number) => void
  readonly end: (error?: Error) => void
  readonly isStopped: () => boolean
} {
  let count = 0
  let stop: AbortSignal | undefined
  let report: (fraction: number) => void = () => undefined
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  return {
    work: (signal, onProgress) => {
      count++
      stop = signal
      report = onProgress
      return promise
    },
    started: () => count,
    report: (fraction) => report(fraction),
    end: (error) => (error === undefined ? resolve() : reject(error)),
    isStopped: () => stop?.aborted === true,
  }
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('two who ask for the same share one run and its progress', async () => {
  const shared = createSharedWork(2)
  const one = controlled()
  const seen: number[] = []
  const first = shared.run('a', one.work)
  const second = shared.run('a', one.work, { onProgress: (fraction) => seen.push(fraction) })
  await tick()
  one.report(0.25)
  expect(shared.progress('a')).toBe(0.25)
  one.end()
  await Promise.all([first, second])
  expect([one.started(), seen]).toEqual([1, [0.25]])
  expect(shared.progress('a')).toBeNull()
})

test('work goes on until the last one who waits has left', async () => {
  const shared = createSharedWork(2)
  const one = controlled()
  const stops = [new AbortController(), new AbortController()]
  const waiting = stops.map(({ signal }) => shared.run('a', one.work, { signal }))
  await tick()
  stops[0]!.abort()
  await expect(waiting[0]).rejects.toMatchObject({ code: 'cancelled' })
  expect(one.isStopped()).toBe(false)
  stops[1]!.abort()
  await expect(waiting[1]).rejects.toMatchObject({ code: 'cancelled' })
  expect(one.isStopped()).toBe(true)
  const again = controlled()
  again.end()
  await shared.run('a', again.work)
  expect(again.started()).toBe(1)
})

test('no more than allowed run at once, and one that was given up in the line never starts', async () => {
  const shared = createSharedWork(1)
  const works = [controlled(), controlled(), controlled()]
  const stop = new AbortController()
  const first = shared.run('a', works[0]!.work)
  const second = shared.run('b', works[1]!.work, { signal: stop.signal })
  const third = shared.run('c', works[2]!.work)
  await tick()
  expect(works.map(({ started }) => started())).toEqual([1, 0, 0])
  expect(shared.progress('c')).toBe(0)
  stop.abort()
  await expect(second).rejects.toMatchObject({ code: 'cancelled' })
  works[0]!.end()
  await first
  await tick()
  expect(works.map(({ started }) => started())).toEqual([1, 0, 1])
  works[2]!.end()
  await third
})

test('a failure reaches all who wait, and the next one starts afresh', async () => {
  const shared = createSharedWork(1)
  const one = controlled()
  const waiting = [shared.run('a', one.work), shared.run('a', one.work)]
  one.end(new RangeError('broken'))
  for (const promise of waiting) await expect(promise).rejects.toThrow('broken')
  const next = controlled()
  next.end()
  await expect(shared.run('a', next.work)).resolves.toBeUndefined()
  await expect(shared.run('a', next.work, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  })
})
