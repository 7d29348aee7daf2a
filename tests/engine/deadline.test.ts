import { expect, test } from 'vitest'
import { withDeadline } from '../../src-main/engine/deadline.ts'

test('what answers in time is answered', async () => {
  expect(await withDeadline('/a', 1000, () => Promise.resolve(1))).toBe(1)
  await expect(withDeadline('/a', 1000, () => Promise.reject(new Error('torn')))).rejects.toThrow(
    'torn',
  )
})

test('a drive that never answers is an error on its image, and the work is told', async () => {
  let told: AbortSignal | undefined
  const work = (signal: AbortSignal): Promise<never> => {
    told = signal
    return new Promise(() => undefined)
  }
  await expect(withDeadline('/drive/a.tif', 20, work)).rejects.toMatchObject({
    code: 'file-unreadable',
    details: { reason: 'no answer' },
    message: expect.stringContaining('/drive/a.tif did not answer within 0.02 seconds') as string,
  })
  expect(told?.aborted).toBe(true)
})
