import { describe, expect, test } from 'vitest'
import {
  adaptedRandError,
  variationOfInformation,
} from '../../../src-main/core/metrics/partition-distances.ts'
import { labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

const close = (value: number) => expect.closeTo(value, 12) as number

describe('adapted Rand error', () => {
  test('is 0 for equal partitions', () => {
    const table = tableFrom({ truth: labels('1122..'), prediction: labels('7755..') })
    expect(adaptedRandError(table)).toEqual({ value: 0 })
  })

  test('counts pairs of pixels in objects of the truth', () => {
    // truth 1 = 4 px in prediction 1 (3) and background (1); truth 2 = 2 px in prediction 1
    const table = tableFrom({ truth: labels('111122..'), prediction: labels('111.111.') })
    const together = 3 * 2 + 0 + 2 * 1
    const apart = 4 * 3 + 2 * 1 + (5 * 4 + 0)
    expect(adaptedRandError(table)).toEqual({ value: close(1 - (2 * together) / apart) })
  })

  test('is undefined without true objects and without a pair of pixels', () => {
    const none = tableFrom({ truth: labels('..'), prediction: labels('1.') })
    expect(adaptedRandError(none)).toEqual({ undefined: 'truth-empty' })
    const dots = tableFrom({ truth: labels('1.2'), prediction: labels('1.2') })
    expect(adaptedRandError(dots)).toEqual({ undefined: 'no-pixel-pairs' })
    const cut = tableFrom({ truth: labels('11'), prediction: labels('12') })
    expect(adaptedRandError(cut)).toEqual({ undefined: 'no-pixel-pairs' })
    const joined = tableFrom({ truth: labels('12'), prediction: labels('33') })
    expect(adaptedRandError(joined)).toEqual({ undefined: 'no-pixel-pairs' })
  })
})

describe('variation of information', () => {
  test('is 0 for equal partitions', () => {
    const table = tableFrom({ truth: labels('1122..'), prediction: labels('7755..') })
    expect(variationOfInformation(table, 6)).toEqual({ splitting: 0, merging: 0 })
  })

  test('of an object in halves is one bit for each of its pixels', () => {
    const split = tableFrom({ truth: labels('1111....'), prediction: labels('1122....') })
    expect(variationOfInformation(split, 8)).toEqual({ splitting: 0.5, merging: 0 })
    const merge = tableFrom({ truth: labels('1122....'), prediction: labels('1111....') })
    expect(variationOfInformation(merge, 8)).toEqual({ splitting: 0, merging: 0.5 })
  })

  test('counts background as a region on both sides', () => {
    const table = tableFrom({ truth: labels('11..'), prediction: labels('.11.') })
    // each region is cut in halves by the other side
    expect(variationOfInformation(table, 4)).toEqual({ splitting: 1, merging: 1 })
  })
})
