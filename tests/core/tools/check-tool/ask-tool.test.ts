import { expect, test } from 'vitest'
import { TouchstoneError } from '../../../../src-main/core/errors.ts'
import { createAsker, type Predict } from '../../../../src-main/core/tools/check-tool/ask-tool.ts'
import { checkInput } from '../../../fixtures/checked-tool.ts'

const asker = (predict: Predict, signal?: AbortSignal) =>
  createAsker(checkInput('/cache'), {
    ...{ folder: '/answers', statistics: null, predict, options: signal ? { signal } : {} },
  })
const asked = { id: 'a', image: '/a.tif' }
const failing =
  (error: Error): Predict =>
  () =>
    Promise.reject(error)

test('a failure is an answer with its reason, as is no prediction at all', async () => {
  const broken = new TouchstoneError('tool-failed', 'It broke.')
  expect(await asker(failing(broken))(asked)).toEqual({ ok: false, reason: 'It broke.' })
  const silent: Predict = () =>
    Promise.resolve({ outputs: [], provider: null, tiles: 0, seconds: {}, notes: [] })
  expect(await asker(silent)(asked)).toEqual({ ok: false, reason: 'It gave no prediction.' })
})

test('cancelling is none', async () => {
  const cancelled = new TouchstoneError('cancelled', 'The work was cancelled.')
  await expect(asker(failing(cancelled))(asked)).rejects.toThrow('cancelled')
})

test('every answer has a folder of its own, and another provider only where it is asked for', async () => {
  const seen: unknown[] = []
  const predict: Predict = ({ outputDir, execution }) => {
    seen.push([outputDir, execution?.provider])
    return Promise.reject(new Error('no'))
  }
  const ask = asker(predict)
  await ask(asked)
  await ask(asked, 'cuda')
  expect(seen).toEqual([
    ['/answers/answer-0', undefined],
    ['/answers/answer-1', 'cuda'],
  ])
})
