import { expect, test } from 'vitest'
import {
  answerText,
  metricFacts,
  metricsByTask,
  optionText,
} from '../../../src-renderer/words/catalogue-words.ts'
import { fakeDoc } from '../fixtures/fake-selftest.ts'

test('facts stand in a line', () => {
  expect(metricFacts(fakeDoc)).toBe('higher is better · 0 to 1 · mean over cases · version 1')
  const distance = {
    ...fakeDoc,
    metric: { ...fakeDoc.metric, unit: 'px', range: [0, null] as [number, null] },
    onRequest: ['semantic' as const],
  }
  expect(metricFacts(distance)).toBe(
    'in px · higher is better · 0 or more · mean over cases · version 1 · computed on request',
  )
})

test('an option that is not set says so', () => {
  const option = fakeDoc.options[0]!
  expect(optionText(option)).toBe('5')
  expect(optionText({ ...option, usual: null })).toBe('not set')
  expect(optionText({ ...option, usual: '>=' })).toBe('>=')
})

test('reasons are words', () => {
  expect(answerText('undefined (prediction-empty)')).toBe('undefined (prediction empty)')
  expect(answerText('0')).toBe('0')
})

test('metrics are found by id, name and definition, and stand by their first task', () => {
  const psnr = { ...fakeDoc.metric, id: 'psnr', name: 'PSNR', tasks: ['restoration' as const] }
  const docs = [fakeDoc, { ...fakeDoc, metric: { ...psnr, definition: 'Peak signal.' } }]
  expect([...metricsByTask(docs, '').keys()]).toEqual(['semantic', 'restoration'])
  expect([...metricsByTask(docs, 'PEAK').keys()]).toEqual(['restoration'])
  expect(metricsByTask(docs, 'nothing like it').size).toBe(0)
})
