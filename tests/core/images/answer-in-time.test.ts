import { expect, test } from 'vitest'
import { answerInTime } from '../../../src-main/core/images/answer-in-time.ts'

test('an answer in time is passed on, an error too', async () => {
  expect(await answerInTime<number>('f', 1000, (done) => done(null, 7))).toBe(7)
  const failing = answerInTime<number>('f', 1000, (done) => done(new Error('EIO'), 0))
  await expect(failing).rejects.toThrow('EIO')
})

test('no answer is an error that names the file; a late value is given back', async () => {
  const late: number[] = []
  let answer: (error: null, value: number) => void = () => undefined
  const waiting = answerInTime<number>(
    'slow.tif',
    5,
    (done) => (answer = done),
    (value) => late.push(value),
  )
  await expect(waiting).rejects.toMatchObject({
    code: 'file-unreadable',
    message: expect.stringMatching(/slow\.tif .* no answer within 0\.005 seconds/) as string,
  })
  answer(null, 7)
  expect(late).toEqual([7])
})
