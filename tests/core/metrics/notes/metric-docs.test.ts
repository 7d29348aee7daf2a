import { expect, test } from 'vitest'
import { metricDefinition } from '../../../../src-main/core/metrics/definitions.ts'
import { metricDoc } from '../../../../src-main/core/metrics/notes/metric-docs.ts'

test('gathers formula, options, empty cases and proofs of one metric', () => {
  const doc = metricDoc(metricDefinition('precision@0.5'))
  expect(doc).toMatchObject({
    formula: 'TP / (TP + FP)',
    emptyCasePolicy: 'touchstone',
    proofs: [{ kind: 'instance', names: ['stardist_matching'] }],
    onRequest: [],
  })
  expect(doc.options.map(({ name, occasional }) => [name, occasional])).toEqual([
    ['comparison', false],
    ['criterion', true],
    ['borderObjects', true],
    ['borderWidthPx', true],
    ['minimumAreaPx', true],
  ])
  expect(doc.emptyCases[1]).toEqual({
    situation: 'nothing predicted',
    touchstone: 'undefined (prediction-empty)',
    reference: '0',
  })
})

test('of a metric without a note the definition has to do', () => {
  const strange = { ...metricDefinition('dice'), id: 'strange' }
  expect(metricDoc(strange)).toMatchObject({ formula: '', emptyCases: [], proofs: [] })
})
