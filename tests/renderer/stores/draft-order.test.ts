import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { emptyDraft, orderOf, parseDraft } from '../../../src-renderer/stores/draft-order.ts'

test('leaves out what was not typed and passes the contract', () => {
  const draft = {
    ...emptyDraft(),
    folder: ' /data ',
    tools: [{ reference: 'baseline:otsu', settings: null, shownDigest: null, sweep: '' }],
  }
  const order = orderOf(draft)
  expect(order.dataset).toEqual({ folder: '/data' })
  expect(order.tools).toEqual([{ reference: 'baseline:otsu' }])
  expect(order.options).toEqual({})
  expect(evaluationOrderSchema.safeParse(order).success).toBe(true)
})
test('joins the data range with further options', () => {
  const order = orderOf({ ...emptyDraft(), dataRange: 255, otherOptions: '{"border": 4}' })
  expect(order.options).toEqual({ border: 4, dataRange: 255 })
})
test('says what is wrong with options that are no JSON object', () => {
  for (const otherOptions of ['{border', '[1]'])
    expect(() => orderOf({ ...emptyDraft(), otherOptions })).toThrow(otherOptions)
})
test('a stored draft comes back, a broken or older one is empty', () => {
  const draft = { ...emptyDraft(), name: 'July', dataRange: 1 }
  expect(parseDraft(JSON.stringify(draft))).toEqual(draft)
  expect(parseDraft('{"name":1}')).toEqual(emptyDraft())
  expect(parseDraft('no json')).toEqual(emptyDraft())
})
test('how models run is left to the workspace until it is chosen', () => {
  const order = orderOf(emptyDraft())
  for (const name of ['execution', 'threads', 'memoryLimitMb'])
    expect(order).not.toHaveProperty(name)
  const chosen = { execution: 'repeatable', threads: 4, memoryLimitMb: 2048 } as const
  expect(orderOf({ ...emptyDraft(), ...chosen })).toMatchObject(chosen)
})
test('a draft stored before models could be told how to run is kept', () => {
  const added = ['execution', 'threads', 'memoryLimitMb']
  const draft = { ...emptyDraft(), name: 'July' }
  const older = Object.fromEntries(Object.entries(draft).filter(([name]) => !added.includes(name)))
  expect(parseDraft(JSON.stringify(older))).toEqual(draft)
})
test('answers, metrics and options that were chosen are ordered; what is as proposed is left out', () => {
  expect(orderOf(emptyDraft())).toMatchObject({ answers: {}, options: {} })
  const order = orderOf({
    ...emptyDraft(),
    answers: { outline: 'yes', 'annotator-disagreement': 1.5 },
    metrics: ['dice', 'nsd@1.5'],
    metricOptions: { distanceUnit: 'px' },
    headline: 'nsd@1.5',
  })
  expect(order).toMatchObject({
    answers: { outline: 'yes', 'annotator-disagreement': 1.5 },
    options: { distanceUnit: 'px', metrics: ['dice', 'nsd@1.5'] },
    headline: 'nsd@1.5',
  })
  const dataset = { folder: '/data' }
  const tools = [{ reference: 'baseline:otsu' }]
  expect(evaluationOrderSchema.safeParse({ ...order, dataset, tools }).success).toBe(true)
})

test('cases for tuning, another truth and values to try are part of the order, each only where it is meant', () => {
  const sweep = 'parameters.imageSigmaPx: 0, 2'
  const tools = [{ reference: 'baseline:otsu', settings: null, shownDigest: null, sweep }]
  const draft = { ...emptyDraft(), folder: '/data', tools }
  expect(orderOf(draft).tools).toEqual([{ reference: 'baseline:otsu' }])
  expect(orderOf(draft)).not.toHaveProperty('cases')
  const tuning = orderOf({ ...draft, cases: 'tuning', truthOf: 'ben' })
  expect(tuning.cases).toBe('tuning')
  expect(tuning.dataset.truthOf).toBe('ben')
  expect(tuning.tools[0]?.sweep).toEqual({ 'parameters.imageSigmaPx': [0, 2] })
  const wrong = tools.map((tool) => ({ ...tool, sweep: 'sigma' }))
  expect(() => orderOf({ ...draft, cases: 'tuning', tools: wrong })).toThrow(
    /this line is not: sigma/,
  )
})
