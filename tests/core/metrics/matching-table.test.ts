import { describe, expect, test } from 'vitest'
import {
  averagedMatchingTable,
  matchingColumns,
  matchingTable,
  pooledMatchingTable,
} from '../../../src-main/core/metrics/matching-table.ts'
import { anchors, labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

const none = { truth: labels('..'), prediction: labels('..') }

describe('the matching table', () => {
  test('has one entry per threshold under the names of StarDist', () => {
    const table = matchingTable(tableFrom(anchors.split), [0.5, 0.75])
    expect(Object.keys(table)).toEqual([...matchingColumns])
    expect(table).toEqual({
      thresh: [0.5, 0.75],
      tp: [1, 0],
      fp: [1, 2],
      fn: [0, 1],
      precision: [0.5, 0],
      recall: [1, 0],
      accuracy: [0.5, 0],
      f1: [2 / 3, 0],
      n_true: [1, 1],
      n_pred: [2, 2],
      mean_true_score: [0.5, 0],
      mean_matched_score: [0.5, 0],
      panoptic_quality: [0.5 / 1.5, 0],
    })
  })

  test('passes criterion and comparison on', () => {
    const table = tableFrom(anchors.split)
    expect(matchingTable(table, [0.8], { criterion: 'iop' }).tp).toEqual([1])
    expect(matchingTable(table, [0.5], { comparison: '>' }).tp).toEqual([0])
  })

  test('of two empty images is 0 throughout, as in StarDist', () => {
    expect(matchingTable(tableFrom(none), [0.5])).toMatchObject({
      precision: [0],
      f1: [0],
      panoptic_quality: [0],
      mean_matched_score: [0],
    })
  })

  test('pools counts over images before it takes ratios', () => {
    const tables = [tableFrom(anchors.split), tableFrom(anchors.shiftedBy2), tableFrom(none)]
    expect(pooledMatchingTable(tables, [0.5])).toMatchObject({
      thresh: [0.5],
      tp: [2],
      fp: [1],
      fn: [0],
      precision: [2 / 3],
      n_true: [2],
      n_pred: [3],
      mean_matched_score: [(0.5 + 2 / 3) / 2],
    })
  })

  test('averages ratios over images and adds their counts', () => {
    const tables = [tableFrom(anchors.merge), tableFrom(anchors.shiftedBy2), tableFrom(none)]
    const table = averagedMatchingTable(tables, [0.5, 0.7])
    expect(table).toMatchObject({
      tp: [2, 0],
      fn: [1, 3],
      recall: [expect.closeTo(0.5, 12), 0],
      precision: [expect.closeTo(2 / 3, 12), 0],
      f1: [expect.closeTo((2 / 3 + 1) / 3, 12), 0],
      mean_matched_score: [expect.closeTo((0.5 + 2 / 3) / 3, 12), 0],
      mean_true_score: [expect.closeTo((0.25 + 2 / 3) / 3, 12), 0],
      accuracy: [expect.closeTo(0.5, 12), 0],
      panoptic_quality: [expect.closeTo((1 / 3 + 2 / 3) / 3, 12), 0],
    })
  })
})
