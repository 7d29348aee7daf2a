import { expect, test } from 'vitest'
import {
  pointReadouts,
  shareReadouts,
} from '../../../../src-main/core/metrics/readouts/count-readouts.ts'

test('counts points on both sides', () => {
  expect(pointReadouts(3, 5)).toMatchObject([{ id: 'count', truth: 3, prediction: 5 }])
})

test('tells the share of every class, also of those nobody named', () => {
  const list = shareReadouts(['a', 'b', 'c'], [0, 0, 1, 1], [0, 0, 0, 1])
  expect(list.map(({ id, truth, prediction }) => [id, truth, prediction])).toEqual([
    ['share:a', 0.5, 0.75],
    ['share:b', 0.5, 0.25],
    ['share:c', 0, 0],
  ])
})
