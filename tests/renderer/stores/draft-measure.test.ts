import { expect, test } from 'vitest'
import { reactive, shallowRef } from 'vue'
import type { EvaluationPlan } from '../../../src-main/contract/evaluations.ts'
import { useDraftMeasure } from '../../../src-renderer/stores/draft-measure.ts'
import { emptyDraft } from '../../../src-renderer/stores/draft-order.ts'
import { fakeFingerprint } from '../fixtures/fake-fingerprint.ts'

function measure() {
  const content = reactive(emptyDraft())
  const fingerprint = fakeFingerprint(['f1@0.5', 'count-error', 'missed'])
  const plan = shallowRef({ fingerprint } as EvaluationPlan)
  return { content, plan, measure: useDraftMeasure(content, plan) }
}

test('an answer is kept and can be taken back', () => {
  const { content, measure: m } = measure()
  m.answer('tiny', 'yes')
  m.answer('annotator-disagreement', 2)
  expect(content.answers).toEqual({ tiny: 'yes', 'annotator-disagreement': 2 })
  m.answer('tiny', null)
  expect(content.answers).toEqual({ 'annotator-disagreement': 2 })
})

test('metrics that come out as proposed again are no change', () => {
  const { content, plan, measure: m } = measure()
  m.add('aji')
  expect(content.metrics).toEqual(['f1@0.5', 'count-error', 'missed', 'aji'])
  const { measurement } = plan.value.fingerprint
  const chosen = { ...measurement.chosen, metrics: content.metrics ?? [] }
  const fingerprint = { ...plan.value.fingerprint, measurement: { ...measurement, chosen } }
  plan.value = { ...plan.value, fingerprint }
  m.remove('aji')
  expect(content.metrics).toBeNull()
  expect(m.isChanged.value).toBe(false)
})

test('a headline that is left out is no longer the headline, and the last metric stays', () => {
  const { content, measure: m } = measure()
  m.lead('missed')
  expect(content.headline).toBe('missed')
  m.remove('missed')
  expect(content).toMatchObject({ headline: null, metrics: ['f1@0.5', 'count-error'] })
  const alone = useDraftMeasure(
    content,
    shallowRef({ fingerprint: fakeFingerprint(['dice']) } as EvaluationPlan),
  )
  alone.remove('dice')
  expect(content.metrics).toEqual(['f1@0.5', 'count-error'])
})

test('a metric with another length takes the place of the old one, as headline too', () => {
  const { content, measure: m } = measure()
  m.replace('f1@0.5', 'f1@0.75')
  expect(content).toMatchObject({
    metrics: ['f1@0.75', 'count-error', 'missed'],
    headline: 'f1@0.75',
  })
})

test('a set of another program brings its metrics, options and headline', () => {
  const { content, measure: m } = measure()
  m.take({ name: 'hovernet', metrics: ['aji', 'aji-plus'], options: { comparison: '>' } })
  expect(content).toMatchObject({
    metrics: ['aji', 'aji-plus'],
    metricOptions: { comparison: '>' },
    headline: 'aji',
  })
  m.backToProposal()
  expect(content).toMatchObject({ metrics: null, metricOptions: {}, headline: null })
})

test('an option that is emptied is as proposed again', () => {
  const { content, measure: m } = measure()
  m.setOption('gate', 3)
  expect(content.metricOptions).toEqual({ gate: 3 })
  expect(m.isChanged.value).toBe(true)
  m.setOption('gate', null)
  expect(content.metricOptions).toEqual({})
})
