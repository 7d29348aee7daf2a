import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLevelWorks, type LevelSource } from '../../src-main/engine/level-works.ts'

const plane = { t: 0, c: 0, z: 0 }

function source() {
  const work = Promise.withResolvers<void>()
  const state = { isReady: false, prepared: 0, signal: undefined as AbortSignal | undefined }
  const levels: LevelSource = {
    isLevelReady: () => Promise.resolve(state.isReady),
    levelProgress: () => 0.25,
    prepareLevel: (_plane, _level, { signal }) => {
      state.prepared++
      state.signal = signal
      signal.addEventListener('abort', () => {
        work.reject(new Error('stopped'))
      })
      return work.promise
    },
  }
  const question = {
    key: 'k',
    plane,
    level: 1,
    use: (use: (used: LevelSource) => Promise<void>) => use(levels),
  }
  return { state, work, levels, question }
}

test('a level that is there is ready', async () => {
  const { state, levels, question } = source()
  state.isReady = true
  expect(await createLevelWorks().whenReady(levels, question)).toBeNull()
  expect(state.prepared).toBe(0)
})

test('a level made within the wait is ready; a longer work says how far it is, and is one work', async () => {
  const { state, work, levels, question } = source()
  const works = createLevelWorks({ waitMs: 20 })
  expect(await works.whenReady(levels, question)).toBe(0.25)
  const asked = [works.whenReady(levels, question), works.whenReady(levels, question)]
  work.resolve()
  expect(await Promise.all(asked)).toEqual([null, null])
  expect(state.prepared).toBe(1)
})

test('why a level cannot be made is told to who asks next, and then it is tried again', async () => {
  const { state, work, levels, question } = source()
  const works = createLevelWorks({ waitMs: 20 })
  await works.whenReady(levels, question)
  work.reject(new Error('the disk is full'))
  await sleep(5)
  await expect(works.whenReady(levels, question)).rejects.toThrow('the disk is full')
  await expect(works.whenReady(levels, question)).rejects.toThrow('the disk is full')
  expect(state.prepared).toBe(2)
})

test('work that nobody asks after any more is stopped', async () => {
  const { state, levels, question } = source()
  const works = createLevelWorks({ waitMs: 5, unaskedMs: 60 })
  await works.whenReady(levels, question)
  await sleep(40)
  await works.whenReady(levels, question)
  await sleep(40)
  expect(state.signal?.aborted).toBe(false)
  await sleep(60)
  expect(state.signal?.aborted).toBe(true)
})
