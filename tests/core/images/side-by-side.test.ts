import { expect, test } from 'vitest'
import { sideBySide } from '../../../src-main/core/images/side-by-side.ts'

const soon = (): Promise<void> => new Promise((done) => setImmediate(done))

test('every item is worked on, and never more than the limit at once', async () => {
  let [running, most] = [0, 0]
  const seen: number[] = []
  await sideBySide(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
    most = Math.max(most, ++running)
    await soon()
    seen.push(item)
    running--
  })
  expect(seen.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(3)
  await sideBySide(3, [], () => Promise.reject(new Error('never called')))
})

test('after a failure nothing new is begun, and what was begun ends first', async () => {
  const [begun, ended]: [number[], number[]] = [[], []]
  const all = sideBySide(2, [1, 2, 3, 4], async (item) => {
    begun.push(item)
    if (item === 1) throw new Error('first')
    await soon()
    ended.push(item)
  })
  await expect(all).rejects.toThrow('first')
  expect(begun).toEqual([1, 2])
  expect(ended).toEqual([2])
})
