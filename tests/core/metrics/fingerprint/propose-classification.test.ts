import { expect, test } from 'vitest'
import type { Answers } from '../../../../src-main/contract/fingerprint.ts'
import { proposeForClassification } from '../../../../src-main/core/metrics/fingerprint/propose-classification.ts'
import { factsWith } from './facts.ts'

const ids = (answers: Answers, classCounts: Record<string, number> = { a: 3, b: 3 }) =>
  proposeForClassification({ answers, facts: factsWith({ classCounts }) })
    .proposal()
    .metrics.map(({ id }) => id)

test('where shares differ from practice, only the right and wrong of single images hangs on them', () => {
  expect(ids({ prevalence: 'no' })).toEqual(['balanced-accuracy', 'accuracy', 'auroc'])
  expect(ids({ prevalence: 'no', 'prediction-gaps': 'yes' })).toEqual([
    ...['balanced-accuracy', 'accuracy'],
  ])
})

test('probabilities that are used bring calibration, unless there are none', () => {
  expect(ids({ probabilities: 'yes' })).toEqual(
    expect.arrayContaining(['brier-sum', 'ece', 'auroc', 'average-precision']),
  )
  expect(ids({ probabilities: 'yes' }, { a: 1, b: 1, c: 1 })).not.toContain('average-precision')
  expect(ids({ probabilities: 'yes', 'prediction-gaps': 'yes' })).not.toContain('ece')
})
