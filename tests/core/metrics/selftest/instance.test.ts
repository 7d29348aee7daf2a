import { expect, test } from 'vitest'
import { instanceCase } from '../../../../src-main/core/metrics/selftest/instance.ts'
import { anchors, labels } from '../../../fixtures/metrics/drawings.ts'
import { arraysOf, caseAsking } from '../../../fixtures/metrics/reference-cases.ts'

const names = [
  'n_true',
  'n_pred',
  'tp_pairs@0.5',
  'stardist_iot@0.5',
  'stardist_iop@0.5',
  'cellpose_ap',
  'mean_ap_50_95',
  'cellpose_aggregated_jaccard_index',
  'aji',
  'aji_plus',
  'pq_strict',
  'ctc_seg',
  'ctc_seg_per_object',
  'ctc_det',
  'best_iou_per_truth',
  'iou_matrix',
  'an unknown name',
]

test('gives every value of an object split in halves, and leaves out what it does not know', () => {
  const { truth, prediction } = anchors.split
  const values = instanceCase(arraysOf(truth, prediction), caseAsking(names))
  expect(values).toMatchObject({
    n_true: 1,
    n_pred: 2,
    'tp_pairs@0.5': [[1, 1, 0.5]],
    'stardist_iot@0.5': { tp: 1, fp: 1, mean_matched_score: 0.5 },
    'stardist_iop@0.5': { tp: 1, fp: 1, mean_matched_score: 1 },
    cellpose_ap: {
      threshold: [0.5, 0.75, 0.9],
      ap: [0.5, 0, 0],
      tp: [1, 0, 0],
      fp: [1, 2, 2],
      fn: [0, 1, 1],
    },
    mean_ap_50_95: expect.closeTo(0.05, 12) as number,
    cellpose_aggregated_jaccard_index: 0.5,
    aji: 1 / 3,
    aji_plus: 1 / 3,
    pq_strict: { dq: 0, sq: 0, pq: 0 },
    ctc_seg: 0,
    ctc_seg_per_object: { id: [1], jaccard: [0] },
    ctc_det: { NS: 0, FN: 1, FP: 2, DET: 0 },
    best_iou_per_truth: { id: [1], area: [200], best_iou: [0.5] },
    iou_matrix: [[0.5, 0.5]],
  })
  expect(Object.keys(values)).toEqual(names.slice(0, -1))
})

test('takes thresholds from the parameters of a name, else the usual ones', () => {
  const { truth, prediction } = anchors.split
  const asked = caseAsking([], {
    expected: {
      stardist_matching: { kwargs: { thresh: [0.3, 0.6] } },
      cellpose_ap: { kwargs: { threshold: [0.6] } },
    },
  })
  expect(instanceCase(arraysOf(truth, prediction), asked)).toMatchObject({
    stardist_matching: { thresh: [0.3, 0.6], tp: [1, 0] },
    cellpose_ap: { threshold: [0.6], tp: [0] },
  })
  const usual = instanceCase(arraysOf(truth, prediction), caseAsking(['stardist_matching']))
  expect(usual.stardist_matching).toMatchObject({
    thresh: Array.from({ length: 18 }, (_, step) => (step + 2) / 20),
  })
})

test('without objects is undefined by name', () => {
  const values = instanceCase(arraysOf(labels('..'), labels('..')), caseAsking(names))
  expect(values).toMatchObject({
    'tp_pairs@0.5': [],
    mean_ap_50_95: { undefined: 'both-empty' },
    aji: { undefined: 'both-empty' },
    pq_strict: { pq: { undefined: 'both-empty' } },
    ctc_seg: { undefined: 'truth-empty' },
    best_iou_per_truth: { id: [], area: [], best_iou: [] },
  })
})
