import { expect, test } from 'vitest'
import { detectionCase } from '../../../../src-main/core/metrics/selftest/detection.ts'
import type { ReferenceCase } from '../../../../src-main/core/metrics/selftest/reference-case.ts'

const reference = (...names: string[]): ReferenceCase => ({
  ...{ id: 'd', kind: 'detection', files: {}, dtypes: {}, axes: null, spacing: [1, 2], kwargs: {} },
  expected: Object.fromEntries(names.map((name) => [name, {}])),
})
const arrays = {
  gt: { shape: [2, 2], data: [0, 0, 5, 5] },
  pred: { shape: [1, 2], data: [0, 1] },
}

test('the gate stands in the name, distances are those of the spacing', () => {
  const values = detectionCase(arrays, reference('hungarian@2', 'greedy@1.5', 'spotiflow_pq@4'))
  expect(values['hungarian@2']).toMatchObject({ tp: 1, fn: 1, mean_distance: 2, pairs: [[0, 0]] })
  expect(values['greedy@1.5']).toMatchObject({ tp: 0, fp: 1, fn: 2, precision: 0 })
  expect(values['spotiflow_pq@4']).toBeCloseTo(0.5 / 1.5, 12)
})

test('names that are not known are left out', () => {
  expect(detectionCase(arrays, reference('frechet@2'))).toEqual({})
})
