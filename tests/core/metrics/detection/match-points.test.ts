import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countOf,
  matchGreedily,
  matchPoints,
  matchUngated,
  type Points,
} from '../../../../src-main/core/metrics/detection/match-points.ts'

const points = (...list: number[][]): Points => ({
  dimensions: list[0]?.length ?? 2,
  coordinates: Float64Array.from(list.flat()),
})
const places = (pairs: readonly { truth: number; prediction: number }[]) =>
  pairs.map(({ truth, prediction }) => [truth, prediction])

test('as many pairs as there can be come before short distances', () => {
  // the closest pair alone would leave the outer two without a partner
  const truth = points([0, 0], [0, 3])
  const prediction = points([0, 2], [0, 5])
  expect(places(matchPoints(truth, prediction, { gate: 2 }))).toEqual([
    [0, 0],
    [1, 1],
  ])
  expect(places(matchGreedily(truth, prediction, { gate: 2 }))).toEqual([[1, 0]])
})

test('among equally many pairs squared distances are least, or distances where asked', () => {
  const truth = points([0, 0], [0, 2])
  const prediction = points([0, 2.1], [0, 4.2])
  const options = { gate: 10 }
  expect(places(matchPoints(truth, prediction, options))).toEqual([
    [0, 0],
    [1, 1],
  ])
  const ungated = matchUngated(truth, prediction, { gate: 2.15 })
  expect(ungated.every(({ distance }) => distance <= 2.15)).toBe(true)
})

test('a pair at the gate counts, one beyond it does not, and spacing stretches axes', () => {
  const truth = points([0, 0, 0])
  const near = points([1, 3, 4])
  expect(matchPoints(truth, points([0, 3, 4]), { gate: 5 })).toHaveLength(1)
  expect(matchPoints(truth, near, { gate: 5 })).toHaveLength(0)
  expect(matchPoints(truth, near, { gate: 5.1, spacing: [0.1, 1, 1] })[0]?.distance).toBeCloseTo(
    Math.hypot(0.1, 3, 4),
  )
})

test('no points, points of different kinds, and points that are nowhere', () => {
  const none = points()
  expect(matchPoints(none, points([1, 1]), { gate: 3 })).toEqual([])
  expect(countOf(none)).toBe(0)
  expect(() => matchPoints(points([1, 1]), points([1, 1, 1]), { gate: 3 })).toThrow(
    /2 coordinates and those of the prediction 3/,
  )
  expect(() => matchPoints(points([1, 1]), points([1, NaN]), { gate: 3 })).toThrow(
    /Point 0 of the prediction has the coordinate NaN/,
  )
})

test('never fewer pairs than the greedy way, nobody twice, none beyond the gate', () => {
  const cloud = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })),
    {
      maxLength: 14,
    },
  )
  fc.assert(
    fc.property(cloud, cloud, fc.integer({ min: 0, max: 5 }), (a, b, gate) => {
      const [truth, prediction] = [points(...a), points(...b)]
      const best = matchPoints(truth, prediction, { gate })
      const greedy = matchGreedily(truth, prediction, { gate })
      expect(best.length).toBeGreaterThanOrEqual(greedy.length)
      expect(new Set(best.map((pair) => pair.truth)).size).toBe(best.length)
      expect(new Set(best.map((pair) => pair.prediction)).size).toBe(best.length)
      for (const { distance } of best) expect(distance).toBeLessThanOrEqual(gate)
      const cost = (pairs: typeof best) => pairs.reduce((sum, pair) => sum + pair.distance ** 2, 0)
      if (best.length === greedy.length) expect(cost(best)).toBeLessThanOrEqual(cost(greedy) + 1e-9)
    }),
  )
})
