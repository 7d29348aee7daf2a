import { describe, expect, test } from 'vitest'
import { fragmentation } from '../../../src-main/core/metrics/fragments.ts'
import { anchors, labels, paint, tableFrom } from '../../fixtures/metrics/drawings.ts'

describe('fragments', () => {
  test('two halves are a split, two joined objects a merge', () => {
    expect(fragmentation(tableFrom(anchors.split))).toEqual({
      splits: new Map([[0, [0, 1]]]),
      merges: new Map(),
    })
    expect(fragmentation(tableFrom(anchors.merge))).toEqual({
      splits: new Map(),
      merges: new Map([[0, [0, 1]]]),
    })
  })

  test('one object for one is neither', () => {
    expect(fragmentation(tableFrom(anchors.shiftedBy2))).toEqual({
      splits: new Map(),
      merges: new Map(),
    })
  })

  test('a speck under a tenth of the object does not split it, a tenth does', () => {
    const truth = paint([1, 20], [{ label: 1, y: 0, x: 0, height: 1, width: 20 }])
    const withSpeck = { truth, prediction: labels('22.11111111111111111') }
    const withDot = { truth, prediction: labels('2..11111111111111111') }
    expect(fragmentation(tableFrom(withSpeck)).splits.size).toBe(1)
    expect(fragmentation(tableFrom(withDot)).splits.size).toBe(0)
    const swapped = { truth: withSpeck.prediction, prediction: truth }
    expect(fragmentation(tableFrom(swapped)).merges.size).toBe(1)
    const dotSwapped = { truth: withDot.prediction, prediction: truth }
    expect(fragmentation(tableFrom(dotSwapped)).merges.size).toBe(0)
  })

  test('exactly half of a prediction inside is not a fragment', () => {
    const truth = labels('11111111....')
    const half = { truth, prediction: labels('2222..333333') }
    expect(fragmentation(tableFrom(half)).splits.size).toBe(0)
    const most = { truth, prediction: labels('2222.333333.') }
    expect(fragmentation(tableFrom(most)).splits.size).toBe(0)
    const mostly = { truth, prediction: labels('2222.33333..') }
    expect(fragmentation(tableFrom(mostly)).splits).toEqual(new Map([[0, [0, 1]]]))
    const mirrored = { truth: mostly.prediction, prediction: truth }
    expect(fragmentation(tableFrom(mirrored)).merges).toEqual(new Map([[0, [0, 1]]]))
    const halfMirrored = { truth: most.prediction, prediction: truth }
    expect(fragmentation(tableFrom(halfMirrored)).merges.size).toBe(0)
  })
})
