import { describe, expect, test } from 'vitest'
import { detection, seg, segPerObject } from '../../../src-main/core/metrics/ctc.ts'
import { anchors, labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

describe('Cell Tracking Challenge measures', () => {
  test.each([
    [
      'a square shifted by 2 px',
      anchors.shiftedBy2,
      2 / 3,
      { splits: 0, missed: 0, extra: 0, det: 1 },
    ],
    ['a square shifted by 5 px', anchors.shiftedBy5, 0, { splits: 0, missed: 1, extra: 1, det: 0 }],
    ['an object split in halves', anchors.split, 0, { splits: 0, missed: 1, extra: 2, det: 0 }],
    ['two objects merged', anchors.merge, 0.5, { splits: 1, missed: 0, extra: 0, det: 0.75 }],
  ])('of %s', (_, pair, segValue, { det, ...counts }) => {
    const table = tableFrom(pair)
    expect(seg([table])).toEqual({ value: segValue })
    expect(detection(table)).toEqual({ ...counts, det: { value: det } })
  })

  test('DET weighs a miss as ten extras and never falls below 0', () => {
    const oneExtra = tableFrom({ truth: labels('11.'), prediction: labels('1.2') })
    expect(detection(oneExtra)).toEqual({ splits: 0, missed: 1, extra: 2, det: { value: 0 } })
    const covered = tableFrom({ truth: labels('111.2'), prediction: labels('11.45') })
    expect(detection(covered)).toEqual({ splits: 0, missed: 0, extra: 1, det: { value: 0.95 } })
  })

  test('SEG ignores false positives and pools objects over images', () => {
    const perfect = tableFrom({ truth: labels('11.'), prediction: labels('11.') })
    const withExtra = tableFrom({ truth: labels('11..'), prediction: labels('11.2') })
    expect(seg([withExtra])).toEqual({ value: 1 })
    expect(seg([perfect, tableFrom(anchors.split), tableFrom(anchors.merge)])).toEqual({
      value: (1 + 0 + 0.5 + 0.5) / 4,
    })
    expect(segPerObject(tableFrom(anchors.merge))).toEqual([0.5, 0.5])
  })

  test('are undefined without true objects', () => {
    const table = tableFrom({ truth: labels('..'), prediction: labels('1.') })
    expect(seg([table])).toEqual({ undefined: 'truth-empty' })
    expect(detection(table)).toEqual({
      splits: 0,
      missed: 0,
      extra: 1,
      det: { undefined: 'truth-empty' },
    })
  })
})
