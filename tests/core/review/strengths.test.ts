import { expect, test } from 'vitest'
import type { Judgement } from '../../../src-main/core/review/judgements.ts'
import { strengthDraws, strengthsOf } from '../../../src-main/core/review/strengths.ts'

const options = { noDifference: 'half', level: 0.95, seed: 1, names: ['A', 'B'] } as const

function judged(categories: readonly number[], tools: readonly number[] = [0, 1]): Judgement[] {
  return categories.map((category, at) => ({
    ...{ rater: 0, place: at, case: at, tools, category, preferredFirst: null, repeats: null },
    unit: `case ${String(at)}`,
  }))
}
const wins = (better: number, worse: number): Judgement[] =>
  judged([...new Array<number>(better).fill(0), ...new Array<number>(worse).fill(2)])

test('thirty wins to ten are ± ln(3) / 2, within an interval drawn over cases', () => {
  const { tools, draws, note } = strengthsOf(wins(30, 10), options)
  expect(draws).toBe(strengthDraws)
  expect(note).toBe('')
  const [a, b] = tools as readonly unknown[] as readonly {
    value: number
    lower: number
    upper: number
    n: number
  }[]
  expect(a!.value).toBeCloseTo(Math.log(3) / 2, 8)
  expect(a!.n).toBe(40)
  expect(b!.value).toBeCloseTo(-a!.value, 8)
  // The share lies about in [0.60, 0.88], so the logarithm of the odds, halved, in [0.20, 0.99].
  expect(a!.lower).toBeGreaterThan(0.1)
  expect(a!.lower).toBeLessThan(0.35)
  expect(a!.upper).toBeGreaterThan(0.75)
  expect(a!.upper).toBeLessThan(1.2)
  expect(strengthsOf(wins(30, 10), options)).toEqual({ tools, draws, note })
})

test('a tool that won all has no strength, and that is said', () => {
  expect(strengthsOf(wins(12, 0), options).tools).toEqual([
    { undefined: 'A was never beaten by B, so no finite strengths fit' },
    { undefined: 'A was never beaten by B, so no finite strengths fit' },
  ])
  const all = [...wins(3, 3), ...judged([0, 0], [0, 2]), ...judged([0, 0], [1, 2])]
  expect(strengthsOf(all, { ...options, names: ['A', 'B', 'C'] }).tools[2]).toEqual({
    undefined: 'A, B were never beaten by C, so no finite strengths fit',
  })
})

test('where many draws have no strengths there is no interval, and the note says why', () => {
  const { tools, note } = strengthsOf(wins(7, 1), options)
  expect(tools[0]).toMatchObject({ lower: null, upper: null })
  expect((tools[0] as { value: number }).value).toBeCloseTo(Math.log(7) / 2, 8)
  expect(note).toMatch(/In \d+ of 1000 draws .* no interval is given/)
})

test('one unit alone has no interval, and nobody has no strength', () => {
  const one = wins(1, 1).map((judgement) => ({ ...judgement, unit: 'sample a' }))
  expect(strengthsOf(one, options)).toMatchObject({
    draws: 0,
    note: 'One unit alone has no interval.',
    tools: [{ value: 0, lower: null }, { value: 0 }],
  })
  expect(strengthsOf([], options).tools[0]).toEqual({ undefined: 'nobody judged them' })
})

test('ties count half, or not at all', () => {
  const tied = judged([0, 0, 1, 1, 2])
  const of = (noDifference: 'half' | 'left-out') =>
    (strengthsOf(tied, { ...options, noDifference }).tools[0] as { value: number }).value
  expect(of('half')).toBeCloseTo(Math.log(3 / 2) / 2, 8)
  expect(of('left-out')).toBeCloseTo(Math.log(2) / 2, 8)
})
