import { describe, expect, test } from 'vitest'
import {
  aggregatedJaccardIndex,
  aggregatedJaccardIndexPlus,
  cellposeJaccardIndex,
} from '../../../src-main/core/metrics/aji.ts'
import { anchors, labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

describe('aggregated Jaccard indices', () => {
  test.each([
    ['a square shifted by 2 px', anchors.shiftedBy2, 2 / 3, 2 / 3, 2 / 3],
    ['a square shifted by 5 px', anchors.shiftedBy5, 1 / 3, 1 / 3, 1 / 3],
    ['an object split in halves', anchors.split, 1 / 3, 1 / 3, 0.5],
    ['two objects merged', anchors.merge, 0.5, 1 / 3, 0.5],
  ])('of %s', (_, pair, kumar, plus, cellpose) => {
    const table = tableFrom(pair)
    expect(aggregatedJaccardIndex(table)).toEqual({ value: kumar })
    expect(aggregatedJaccardIndexPlus(table)).toEqual({ value: plus })
    expect(cellposeJaccardIndex(table)).toEqual({ value: cellpose })
  })

  test('of Kumar takes the best prediction of each true object, of equals the one that shares more', () => {
    // truth 1 touches 1 (IoU 1/5), 2 (2/4), 3 (1/4)
    const table = tableFrom({ truth: labels('1111..'), prediction: labels('122311') })
    expect(aggregatedJaccardIndex(table)).toEqual({ value: 2 / (4 + 3 + 1) })
    // both have IoU 1/3, one with 2 pixels of 6, the other with 3 of 9
    const tied = tableFrom({ truth: labels('111111...'), prediction: labels('11.222222') })
    expect(aggregatedJaccardIndex(tied)).toEqual({ value: 3 / (9 + 2) })
    const swapped = tableFrom({ truth: labels('111111...'), prediction: labels('22.111111') })
    expect(aggregatedJaccardIndex(swapped)).toEqual(aggregatedJaccardIndex(tied))
    // truth 1 shares one pixel of two with either; truth 2 takes one of them anyway
    const alike = (...drawn: string[]) =>
      aggregatedJaccardIndex(tableFrom({ truth: labels('11', '.2'), prediction: labels(...drawn) }))
    expect(alike('12', '12')).toEqual({ value: 2 / (3 + 2 + 2) })
    expect(alike('21', '21')).toEqual({ value: 2 / (3 + 2 + 2) })
  })

  test('count what was never taken, on both sides', () => {
    const table = tableFrom({ truth: labels('11.222'), prediction: labels('11....') })
    expect(aggregatedJaccardIndex(table)).toEqual({ value: 2 / 5 })
    const mirrored = tableFrom({ truth: labels('11....'), prediction: labels('11.222') })
    expect(aggregatedJaccardIndex(mirrored)).toEqual({ value: 2 / 5 })
    expect(cellposeJaccardIndex(mirrored)).toEqual({ value: 2 / 5 })
  })

  test('are 0 when one side is empty and undefined when both are', () => {
    const onlyTruth = tableFrom({ truth: labels('11'), prediction: labels('..') })
    const onlyPrediction = tableFrom({ truth: labels('..'), prediction: labels('11') })
    const none = tableFrom({ truth: labels('..'), prediction: labels('..') })
    for (const index of [
      aggregatedJaccardIndex,
      aggregatedJaccardIndexPlus,
      cellposeJaccardIndex,
    ]) {
      expect(index(onlyTruth)).toEqual({ value: 0 })
      expect(index(onlyPrediction)).toEqual({ value: 0 })
      expect(index(none)).toEqual({ undefined: 'both-empty' })
    }
  })
})
