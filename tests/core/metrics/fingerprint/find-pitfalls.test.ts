import { expect, test } from 'vitest'
import {
  findPitfalls,
  refusalOf,
  type ChosenSet,
} from '../../../../src-main/core/metrics/fingerprint/find-pitfalls.ts'
import { factsWith } from './facts.ts'

const chosen = (change: Partial<ChosenSet>): ChosenSet => ({
  task: 'semantic',
  headline: 'dice',
  metrics: ['dice', 'precision', 'recall', 'assd'],
  answers: {},
  facts: factsWith(),
  ...change,
})
const numbers = (change: Partial<ChosenSet>) =>
  findPitfalls(chosen(change)).map(({ pitfall }) => pitfall)

test('a plain set on plain data has no pitfall', () => {
  expect(findPitfalls(chosen({}))).toEqual([])
})

test.each<[string, number, Partial<ChosenSet>]>([
  ['objects wanted, pixels measured', 1, { answers: { 'answer-kind': 'objects' } }],
  ['masks of many pieces', 1, { facts: factsWith({ objects: 400 }) }],
  ['touching objects as a mask', 2, { answers: { touching: 'yes' } }],
  ['objects of four pixels', 3, { facts: factsWith({ medianWidthPx: 4 }) }],
  ['overlap alone', 4, { metrics: ['dice', 'precision', 'recall'] }],
  ['Dice without precision and recall', 5, { metrics: ['dice', 'assd'] }],
  ['the Hausdorff distance', 6, { metrics: ['hausdorff'] }],
  ['HD95 where the outline matters', 6, { metrics: ['hd95'], answers: { outline: 'yes' } }],
  [
    'accuracy over little foreground',
    7,
    { metrics: ['accuracy', 'assd'], facts: factsWith({ foregroundShare: 0.01 }) },
  ],
  [
    'a class that dominates',
    7,
    { task: 'classification', metrics: ['mcc'], facts: factsWith({ classCounts: { a: 9, b: 1 } }) },
  ],
  ['empty cases', 8, { facts: factsWith({ emptyCases: 1 }) }],
  ['few images', 10, { facts: factsWith({ units: 6 }) }],
  ['several images per sample', 10, { facts: factsWith({ unit: 'sample', units: 12 }) }],
  ['Dice and IoU', 12, { metrics: ['dice', 'iou', 'precision', 'recall', 'assd'] }],
  [
    'F1 and the critical success index',
    12,
    { task: 'instances', metrics: ['f1@0.5', 'critical-success-index@0.5'] },
  ],
  [
    'shares that differ from practice',
    14,
    { task: 'classification', metrics: ['mcc'], answers: { prevalence: 'no' } },
  ],
  ['names of several meanings', 15, { task: 'instances', metrics: ['aji'] }],
  ['two kinds of NRMSE', 15, { task: 'restoration', metrics: ['nrmse-mean', 'nrmse-min-max'] }],
])('warns of %s (pitfall %i)', (_, pitfall, change) => {
  expect(numbers(change)).toContain(pitfall)
})

test('lines are pieces by nature, and one class alone dominates nothing', () => {
  expect(numbers({ facts: factsWith({ objects: 400 }), answers: { centre: 'yes' } })).toEqual([])
  const alone = { task: 'classification', metrics: [], facts: factsWith({ classCounts: { a: 9 } }) }
  expect(numbers(alone as Partial<ChosenSet>)).toEqual([])
})

test('overlap alone is refused for touching objects; with a distance beside it only warned of', () => {
  const answers = { touching: 'yes' }
  expect(refusalOf(chosen({ answers, metrics: ['dice'] }))).toMatch(/Objects touch/)
  expect(refusalOf(chosen({ answers, metrics: ['dice', 'assd'] }))).toBeNull()
  expect(refusalOf(chosen({ answers: { touching: 'no' }, metrics: ['dice'] }))).toBeNull()
  expect(refusalOf(chosen({ answers, task: 'instances', metrics: ['f1@0.5'] }))).toBeNull()
})
