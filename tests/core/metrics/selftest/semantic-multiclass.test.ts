import { expect, test } from 'vitest'
import { semanticMulticlassCase } from '../../../../src-main/core/metrics/selftest/semantic-multiclass.ts'
import { labels } from '../../../fixtures/metrics/drawings.ts'
import { arraysOf, caseAsking } from '../../../fixtures/metrics/reference-cases.ts'

const names = [
  ...['confusion_matrix', 'iou_per_class', 'dice_per_class', 'iou_macro', 'dice_macro'],
  ...['iou_micro', 'dice_micro', 'iou_weighted', 'dice_weighted', 'mean_iou_present'],
  ...['mean_iou_no_background', 'accuracy', 'balanced_accuracy', 'mcc', 'cohen_kappa'],
  'cohen_kappa_quadratic',
]
const close = (value: number) => expect.closeTo(value, 12) as number

test('gives every value of a case with a class on neither side', () => {
  const asked = caseAsking([...names, 'other'], { kwargs: { labels: [0, 1, 2, 3] } })
  const values = semanticMulticlassCase(arraysOf(labels('0000112'), labels('0001122')), asked)
  expect(Object.keys(values)).toEqual(names)
  expect(values).toEqual({
    confusion_matrix: [
      [3, 1, 0, 0],
      [0, 1, 1, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
    ],
    iou_per_class: [3 / 4, 1 / 3, 1 / 2, 0],
    dice_per_class: [6 / 7, 2 / 4, 2 / 3, 0],
    iou_macro: close((3 / 4 + 1 / 3 + 1 / 2) / 4),
    dice_macro: close((6 / 7 + 1 / 2 + 2 / 3) / 4),
    iou_micro: 5 / 9,
    dice_micro: 5 / 7,
    iou_weighted: close((4 * (3 / 4) + 2 / 3 + 1 / 2) / 7),
    dice_weighted: close((4 * (6 / 7) + 1 + 2 / 3) / 7),
    mean_iou_present: close((3 / 4 + 1 / 3 + 1 / 2) / 3),
    mean_iou_no_background: close((1 / 3 + 1 / 2) / 2),
    accuracy: 5 / 7,
    balanced_accuracy: close((3 / 4 + 1 / 2 + 1) / 3),
    mcc: close((35 - 18) / Math.sqrt((49 - 21) * (49 - 17))),
    cohen_kappa: close((5 / 7 - 18 / 49) / (1 - 18 / 49)),
    cohen_kappa_quadratic: close(1 - 2 / ((4 * 2 + 4 * 2 * 4 + 2 * 3 + 2 * 2 + 3 * 4 + 2) / 7)),
  })
})
