import { expect, test } from 'vitest'
import { instanceDatasetCase } from '../../../../src-main/core/metrics/selftest/instance-dataset.ts'
import { anchors, labels } from '../../../fixtures/metrics/drawings.ts'
import { arraysOf, caseAsking } from '../../../fixtures/metrics/reference-cases.ts'

const related = {
  a: arraysOf(anchors.split.truth, anchors.split.prediction),
  b: arraysOf(anchors.merge.truth, anchors.merge.prediction),
  c: arraysOf(labels('..'), labels('..')),
}
const names = [
  'stardist_matching_dataset_by_image_False',
  'stardist_matching_dataset_by_image_True',
  'cellpose_ap_per_image',
  'ctc_seg_pooled',
]

test('pools and averages the images of the list, in its order', () => {
  const asked = caseAsking(names, { kwargs: { images: ['a', 'b', 'c'] } })
  expect(instanceDatasetCase({}, asked, related)).toMatchObject({
    stardist_matching_dataset_by_image_False: {
      thresh: [0.5, 0.75, 0.9],
      tp: [2, 0, 0],
      f1: [2 / 3, 0, 0],
    },
    stardist_matching_dataset_by_image_True: {
      thresh: [0.5, 0.75, 0.9],
      f1: [expect.closeTo(4 / 9, 12), 0, 0],
    },
    cellpose_ap_per_image: {
      threshold: [0.5, 0.75, 0.9],
      ap: [[0.5, 0, 0], [0.5, 0, 0], new Array(3).fill({ undefined: 'both-empty' })],
      tp: [
        [1, 0, 0],
        [1, 0, 0],
        [0, 0, 0],
      ],
      fp: [
        [1, 2, 2],
        [0, 1, 1],
        [0, 0, 0],
      ],
      fn: [
        [0, 1, 1],
        [1, 2, 2],
        [0, 0, 0],
      ],
    },
    ctc_seg_pooled: 1 / 3,
  })
})

test('takes thresholds from the parameters of a name', () => {
  const asked = caseAsking([], {
    kwargs: { images: ['a'] },
    expected: {
      stardist_matching_dataset_by_image_False: { kwargs: { thresh: [0.4] } },
      stardist_matching_dataset_by_image_True: { kwargs: { thresh: [0.3] } },
      cellpose_ap_per_image: { kwargs: { threshold: [0.2] } },
    },
  })
  expect(instanceDatasetCase({}, asked, related)).toMatchObject({
    stardist_matching_dataset_by_image_False: { thresh: [0.4] },
    stardist_matching_dataset_by_image_True: { thresh: [0.3] },
    cellpose_ap_per_image: { threshold: [0.2] },
  })
})

test('names the case whose arrays are not there', () => {
  const asked = caseAsking(names, { kwargs: { images: ['a', 'lost'] } })
  expect(() => instanceDatasetCase({}, asked, related)).toThrow(
    'made needs the arrays of case lost',
  )
})
