import { expect, test } from 'vitest'
import { semanticCase } from '../../../../src-main/core/metrics/selftest/semantic.ts'
import { labels, volume } from '../../../fixtures/metrics/drawings.ts'
import { arraysOf, caseAsking } from '../../../fixtures/metrics/reference-cases.ts'

const names = [
  ...['tp', 'fp', 'fn', 'tn', 'dice', 'iou', 'precision', 'recall', 'specificity', 'accuracy'],
  ...['balanced_accuracy', 'mcc', 'cohen_kappa', 'f2', 'border_count_gt', 'border_count_pred'],
  ...['hausdorff', 'hd95_max_of_directed', 'hd95_pooled', 'assd_pooled', 'masd'],
  ...['nsd_pooled@0.5', 'nsd_mean@1', 'boundary_iou@1', 'boundary_iou_cheng@0.02'],
  ...['cldice', 'topology_precision', 'topology_sensitivity'],
  ...['skeleton_gt', 'skeleton_pred', 'skeleton_gt_count', 'skeleton_pred_count'],
]

test('gives every value of two lines that share half of their pixels', () => {
  const asked = caseAsking([...names, 'never_heard_of'])
  const values = semanticCase(arraysOf(labels('1111....'), labels('..33....')), asked)
  expect(Object.keys(values)).toEqual(names)
  expect(values).toMatchObject({
    tp: 2,
    fp: 0,
    fn: 2,
    tn: 4,
    dice: 4 / 6,
    iou: 0.5,
    precision: 1,
    recall: 0.5,
    specificity: 1,
    accuracy: 0.75,
    balanced_accuracy: 0.75,
    mcc: expect.closeTo(8 / Math.sqrt(2 * 4 * 4 * 6), 12) as number,
    cohen_kappa: 0.5,
    f2: 5 / 9,
    border_count_gt: 4,
    border_count_pred: 2,
    hausdorff: 2,
    hd95_max_of_directed: expect.closeTo(1.85, 12) as number,
    hd95_pooled: 1.75,
    assd_pooled: 0.5,
    masd: 0.375,
    'nsd_pooled@0.5': 4 / 6,
    'nsd_mean@1': 0.875,
    'boundary_iou@1': 0.5,
    'boundary_iou_cheng@0.02': 0.5,
    cldice: 2 / 3,
    topology_precision: 1,
    topology_sensitivity: 0.5,
    skeleton_gt: [[1, 1, 1, 1, 0, 0, 0, 0]],
    skeleton_pred: [[0, 0, 1, 1, 0, 0, 0, 0]],
    skeleton_gt_count: 4,
    skeleton_pred_count: 2,
  })
})

test('measures distances in the unit of the spacing', () => {
  const asked = caseAsking(['hausdorff', 'nsd_pooled@0.5'], { spacing: [2, 0.5] })
  const values = semanticCase(arraysOf(labels('1...'), labels('.1..')), asked)
  expect(values).toEqual({ hausdorff: 0.5, 'nsd_pooled@0.5': 1 })
})

test('writes the skeleton of a volume plane by plane', () => {
  const truth = volume(['11', '..'], ['..', '..'])
  const { skeleton_gt: skeleton } = semanticCase(
    arraysOf(truth, truth),
    caseAsking(['skeleton_gt']),
  )
  expect(skeleton).toEqual([
    [
      [1, 1],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ])
})

test('weighs the surface between pixels by its length', () => {
  const asked = caseAsking(['surfel_hausdorff', 'surfel_hd95', 'surfel_asd', 'surfel_nsd@1'])
  const values = semanticCase(
    arraysOf(labels('....', '.11.', '....'), labels('....', '.1..', '....')),
    asked,
  )
  // around one pixel four slanted pieces of √½; around two, two straight ones of 1 more
  expect(values).toMatchObject({ surfel_hausdorff: 1, surfel_hd95: 1, 'surfel_nsd@1': 1 })
  const [fromTruth, fromPrediction] = values.surfel_asd as number[]
  expect(fromTruth).toBeCloseTo(Math.SQRT2 / (2 + 2 * Math.SQRT2), 12)
  expect(fromPrediction).toBe(0)
})
