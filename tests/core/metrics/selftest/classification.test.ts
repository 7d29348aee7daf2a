import { expect, test } from 'vitest'
import { classificationCase } from '../../../../src-main/core/metrics/selftest/classification.ts'
import type { ReferenceCase } from '../../../../src-main/core/metrics/selftest/reference-case.ts'

const reference = (kwargs: ReferenceCase['kwargs'], names: string[]): ReferenceCase => ({
  ...{ id: 'c', kind: 'classification', files: {}, dtypes: {}, axes: null, spacing: null, kwargs },
  expected: Object.fromEntries(names.map((name) => [name, {}])),
})

test('two classes: the probability is that of class 1, predicted from the threshold on', () => {
  const arrays = {
    y_true: { shape: [4], data: BigInt64Array.of(0n, 1n, 1n, 0n) },
    y_prob: { shape: [4], data: [0.2, 0.5, 0.9, 0.6] },
  }
  const names = ['confusion_matrix', 'f1', 'brier', 'roc_auc', 'precision_per_class', 'threshold']
  const values = classificationCase(arrays, reference({ task: 'binary', threshold: 0.5 }, names))
  expect(values).toMatchObject({
    confusion_matrix: [
      [1, 1],
      [0, 2],
    ],
    f1: 0.8,
    roc_auc: 0.75,
    precision_per_class: [1, 2 / 3],
    threshold: 0.5,
  })
  expect(values['brier']).toBeCloseTo((0.04 + 0.25 + 0.01 + 0.36) / 4, 12)
})

test('several classes: labels may be any numbers', () => {
  const arrays = {
    y_true: { shape: [2], data: [7, 9] },
    y_prob: { shape: [2, 3], data: [0.6, 0.3, 0.1, 0.2, 0.5, 0.3] },
  }
  const names = ['prediction', 'accuracy', 'top2_accuracy', 'ece_classwise_10']
  const values = classificationCase(
    arrays,
    reference({ task: 'multiclass', labels: [7, 8, 9] }, names),
  )
  expect(values).toMatchObject({ prediction: [7, 8], accuracy: 0.5, top2_accuracy: 1 })
})
