import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  assignByIouSum,
  assignObjects,
  matchObjects,
  matchingThresholds,
  scoredPairs,
} from '../../../src-main/core/metrics/matching.ts'
import { anchors, labelPairs, labels, tableFrom } from '../../fixtures/metrics/drawings.ts'

const counts = ({
  truePositives,
  falsePositives,
  falseNegatives,
}: ReturnType<typeof matchObjects>) => [truePositives, falsePositives, falseNegatives] as const

describe('matching', () => {
  test.each([
    ['a square shifted by 2 px', anchors.shiftedBy2, [1, 0, 0], 2 / 3],
    ['a square shifted by 5 px', anchors.shiftedBy5, [0, 1, 1], 0],
    ['an object split in exact halves', anchors.split, [1, 1, 0], 0.5],
    ['two objects merged', anchors.merge, [1, 0, 1], 0.5],
  ])('at 0.5 of %s', (_, pair, expected, scoreSum) => {
    const matching = matchObjects(tableFrom(pair), { threshold: 0.5 })
    expect(counts(matching)).toEqual(expected)
    expect(matching.scoreSum).toBe(scoreSum)
  })

  test('counts an IoU exactly at the threshold with >= and not with >', () => {
    const table = tableFrom(anchors.split)
    expect(matchObjects(table, { threshold: 0.5, comparison: '>=' }).truePositives).toBe(1)
    expect(matchObjects(table, { threshold: 0.5, comparison: '>' }).truePositives).toBe(0)
    const threeFifths = tableFrom({ truth: labels('11111'), prediction: labels('111..') })
    expect(matchObjects(threeFifths, { threshold: 12 / 20 }).truePositives).toBe(1)
    expect(matchObjects(threeFifths, { threshold: 12 / 20, comparison: '>' }).pairs).toEqual([])
  })

  test('uses thresholds that are quotients of integers', () => {
    expect(matchingThresholds).toEqual([0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95])
  })

  test('below 0.5 prefers more pairs to one better pair', () => {
    // truth 1 has IoU 0.46 and 0.2 with predictions 1 and 2; truth 2 has 0.25 with prediction 1 only
    const truth = labels('1111111111222222')
    const prediction = labels('2211111..1111...')
    const table = tableFrom({ truth, prediction })
    const byTruth = matchObjects(table, { threshold: 0.1 }).pairs.map((pair) => [
      table.truth.labels[pair.truth],
      table.prediction.labels[pair.prediction],
    ])
    expect(byTruth).toEqual([
      [1, 2],
      [2, 1],
    ])
  })

  test('by the share of the truth may need the assignment above 0.5 too', () => {
    const table = tableFrom(anchors.merge)
    const matching = matchObjects(table, { threshold: 0.8, criterion: 'iot' })
    expect(counts(matching)).toEqual([1, 0, 1])
    expect(matching.pairs[0]?.score).toBe(1)
    const byPrediction = matchObjects(table, { threshold: 0.8, criterion: 'iop' })
    expect(counts(byPrediction)).toEqual([0, 1, 2])
  })

  test('keeps the pairs below the threshold in the whole assignment', () => {
    expect(assignObjects(tableFrom(anchors.shiftedBy5), 0.5)).toEqual([
      { truth: 0, prediction: 0, pixels: 50, score: 1 / 3 },
    ])
  })

  test('by IoU sum ignores every threshold', () => {
    // more pairs above 0.1 would be possible, one pair of 0.8 is worth more
    const truth = labels('111111111122')
    const prediction = labels('211111111111')
    const table = tableFrom({ truth, prediction })
    expect(assignByIouSum(table).map(({ truth: t, prediction: p }) => [t, p])).toEqual([[0, 0]])
    expect(matchObjects(table, { threshold: 0.1 }).truePositives).toBe(2)
  })

  test('prefers more pairs however many other objects there are', () => {
    const truth = labels('111111111122.3.4.5.6.7')
    const prediction = labels('211111111111.3.4.5.6.7')
    const matching = matchObjects(tableFrom({ truth, prediction }), { threshold: 0.1 })
    expect(counts(matching)).toEqual([7, 0, 0])
  })

  test('of two empty images has no pairs and no counts', () => {
    const matching = matchObjects(tableFrom({ truth: labels('..'), prediction: labels('..') }), {
      threshold: 0.5,
    })
    expect(matching).toEqual({
      threshold: 0.5,
      pairs: [],
      truePositives: 0,
      falsePositives: 0,
      falseNegatives: 0,
      truthCount: 0,
      predictionCount: 0,
      scoreSum: 0,
    })
  })

  test('reaches the best count and then the best sum of all assignments', () => {
    fc.assert(
      fc.property(labelPairs(), fc.integer({ min: 1, max: 19 }), (pair, step) => {
        const table = tableFrom(pair)
        const threshold = step / 20
        const scored = scoredPairs(table, 'iou')
        const best = bestByTrying(scored, threshold, 0, new Set())
        const matching = matchObjects(table, { threshold })
        expect(matching.truePositives).toBe(best.matched)
        if (threshold > 0.5) expect(matching.scoreSum).toBeCloseTo(best.sum, 12)
        const sum = assignObjects(table, threshold).reduce((total, { score }) => total + score, 0)
        if (threshold <= 0.5) expect(sum).toBeCloseTo(best.whole, 12)
      }),
      { numRuns: 200 },
    )
  })

  test('does not depend on the numbers of the labels', () => {
    fc.assert(
      fc.property(labelPairs(), (pair) => {
        const renumbered = {
          shape: pair.truth.shape,
          data: pair.truth.data.map((label) => (label === 0 ? 0 : 900 - 7 * label)),
        }
        for (const threshold of [0.25, 0.5, 0.75]) {
          const plain = matchObjects(tableFrom(pair), { threshold })
          const other = matchObjects(tableFrom({ ...pair, truth: renumbered }), { threshold })
          expect(counts(other)).toEqual(counts(plain))
        }
      }),
    )
  })
})

interface Best {
  readonly matched: number
  readonly sum: number
  readonly whole: number
}

/** Most pairs that reach the threshold, then the largest IoU sum of the whole assignment. */
function bestByTrying(
  pairs: ReturnType<typeof scoredPairs>,
  threshold: number,
  truth: number,
  taken: ReadonlySet<number>,
): Best {
  if (pairs.every((pair) => pair.truth < truth)) return { matched: 0, sum: 0, whole: 0 }
  let best = bestByTrying(pairs, threshold, truth + 1, taken)
  for (const { truth: own, prediction, score } of pairs) {
    if (own !== truth || taken.has(prediction)) continue
    const rest = bestByTrying(pairs, threshold, truth + 1, new Set([...taken, prediction]))
    const hit = score >= threshold
    const candidate = {
      matched: rest.matched + Number(hit),
      sum: rest.sum + (hit ? score : 0),
      whole: rest.whole + score,
    }
    const better =
      candidate.matched > best.matched ||
      (candidate.matched === best.matched && candidate.whole > best.whole)
    if (better) best = candidate
  }
  return best
}
