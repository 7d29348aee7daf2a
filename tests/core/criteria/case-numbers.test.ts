import { expect, test } from 'vitest'
import { drawUnits, scoresOfMetric } from '../../../src-main/core/criteria/case-numbers.ts'
import { createRandom } from '../../../src-main/core/statistics/random.ts'

const cases = (samples: readonly (string | null)[]) =>
  samples.map((sample, at) => ({
    ...{ id: `c${String(at)}`, sample },
    scores: { a: { m: { value: at } } },
  }))

test('scores of a metric, within a stratum; what was not computed has no value', () => {
  const found = scoresOfMetric(cases([null, null]), 'a', 'm', new Set(['c1']))
  expect(found).toEqual([{ case: 'c1', sample: null, score: { value: 1 } }])
  expect(scoresOfMetric(cases([null]), 'b', 'm', null)[0]?.score).toEqual({
    undefined: 'not-computed',
  })
})

test('draws are those of the seeded generator over sorted units, sample by sample', () => {
  const three = cases(['x', 'x', 'y'])
  const means = drawUnits(three, 7)!.meansOf(scoresOfMetric(three, 'a', 'm', null))
  const random = createRandom(7)
  const ofUnit = [0.5, 2] // sample x has the cases 0 and 1, y has 2
  const expected = Array.from({ length: 200 }, () => {
    const [p, q] = [random.nextInteger(2), random.nextInteger(2)]
    return (ofUnit[p]! + ofUnit[q]!) / 2
  })
  expect([...means]).toEqual(expected)
})

test('a draw without any value has none, and one unit cannot be drawn anew', () => {
  const two = cases([null, null])
  const means = drawUnits(two, 1)!.meansOf([
    { case: 'c0', sample: null, score: { value: 3 } },
    { case: 'c1', sample: null, score: { undefined: 'both-empty' } },
  ])
  const share = means.filter((mean) => Number.isNaN(mean)).length / means.length
  expect(share).toBeGreaterThan(0.1) // a quarter is expected
  expect(share).toBeLessThan(0.4)
  expect(means.every((mean) => Number.isNaN(mean) || mean === 3)).toBe(true)
  expect(drawUnits(cases(['x', 'x']), 1)).toBeNull()
})
