import { expect, test } from 'vitest'
import type { Classification } from '../../../../src-main/contract/confusion.ts'
import { calibrationOf } from '../../../../src-renderer/components/plots/calibration.ts'
import { wilsonInterval } from '../../../../src-main/core/statistics/wilson-interval.ts'

type Named = readonly [truth: string, named: string, probability: number | null]

function classified(entries: readonly Named[]): Classification {
  return {
    classes: ['a', 'b', 'c'],
    truth: Object.fromEntries(entries.map(([truth], index) => [`image ${index}`, truth])),
    predictions: {
      tool: Object.fromEntries(
        entries.map(([, name, probability], index) => [
          `image ${index}`,
          { class: name, probability },
        ]),
      ),
    },
  }
}

test('a bin holds its upper end and not its lower one, and the first holds zero', () => {
  const found = calibrationOf(
    classified([
      ['a', 'a', 0],
      ['a', 'b', 0.1],
      ['b', 'b', 0.7],
      ['b', 'b', 0.71],
      ['c', 'c', 1],
    ]),
    'tool',
  )!
  expect(found.bins.map(({ from, to, n }) => [from, to, n])).toEqual([
    [0, 0.1, 2],
    [0.6, 0.7, 1],
    [0.7, 0.8, 1],
    [0.9, 1, 1],
  ])
})

test('a bin tells how often the named class was the true one, and what was said on average', () => {
  const [bin] = calibrationOf(
    classified([
      ['a', 'a', 0.82],
      ['b', 'a', 0.84],
      ['c', 'c', 0.86],
      ['a', 'a', 0.88],
    ]),
    'tool',
  )!.bins
  expect(bin!.share).toBe(0.75)
  expect(bin!.meanProbability).toBeCloseTo(0.85, 12)
})

test('intervals are those of the core, and reach 0 and 1 exactly', () => {
  for (const [hits, n] of [
    [0, 3],
    [2, 5],
    [7, 7],
  ] as const) {
    const entries = Array.from({ length: n }, (_, index): Named => [
      'a',
      index < hits ? 'a' : 'b',
      0.55,
    ])
    const [bin] = calibrationOf(classified(entries), 'tool')!.bins
    const { lower, upper } = wilsonInterval(hits, n)
    expect(bin!.lower).toBeCloseTo(lower, 9)
    expect(bin!.upper).toBeCloseTo(upper, 9)
  }
})

test('images without a probability are counted, and never binned', () => {
  const found = calibrationOf(
    classified([
      ['a', 'a', null],
      ['a', 'a', 1.5],
      ['a', 'a', 0.9],
    ]),
    'tool',
  )!
  expect([found.said.length, found.left]).toEqual([1, 2])
  expect(calibrationOf(classified([['a', 'a', null]]), 'tool')).toBeNull()
  expect(calibrationOf(classified([['a', 'a', 0.9]]), 'another')).toBeNull()
})
