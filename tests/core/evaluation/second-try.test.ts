import { expect, test } from 'vitest'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { createSecondTry } from '../../../src-main/core/evaluation/second-try.ts'

const { signal } = new AbortController()
const died = () => Promise.reject(new TouchstoneError('engine-died', 'The engine process ended.'))

/** Dies so many times, then answers. */
function dying(name: string, times: number, log: string[]) {
  let left = times
  return () => {
    log.push(name)
    return left-- > 0 ? died() : Promise.resolve(name)
  }
}

test('what was lost together is done once more, and only what is lost again fails', async () => {
  const onceMore = createSecondTry()
  const log: string[] = []
  const found = await Promise.allSettled([
    onceMore(dying('a', 1, log), signal),
    onceMore(dying('b', 2, log), signal),
    onceMore(dying('c', 1, log), signal),
    onceMore(dying('d', 0, log), signal),
  ])
  expect(found.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
  expect(log).toEqual(['a', 'b', 'c', 'd', 'a', 'b', 'c'])
})

test('what alone was lost is not done again', async () => {
  const log: string[] = []
  const onceMore = createSecondTry()
  await expect(onceMore(dying('a', 1, log), signal)).rejects.toMatchObject({ code: 'engine-died' })
  await expect(onceMore(dying('b', 1, log), signal)).rejects.toMatchObject({ code: 'engine-died' })
  expect(log).toEqual(['a', 'b'])
})

test('nothing is done again once it was cancelled', async () => {
  const log: string[] = []
  const onceMore = createSecondTry()
  const over = AbortSignal.abort()
  const found = await Promise.allSettled([
    onceMore(dying('a', 1, log), over),
    onceMore(dying('b', 1, log), over),
  ])
  expect(found.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(log).toEqual(['a', 'b'])
})

test('other errors stand', async () => {
  const wrong = () => Promise.reject(new TouchstoneError('shape-mismatch', 'a and b'))
  const onceMore = createSecondTry()
  const found = await Promise.allSettled([onceMore(wrong, signal), onceMore(wrong, signal)])
  expect(found.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
