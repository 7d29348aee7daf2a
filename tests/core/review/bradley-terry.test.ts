import { expect, test } from 'vitest'
import { bradleyTerry } from '../../../src-main/core/review/bradley-terry.ts'

function strengths(wins: number[][]): readonly number[] {
  const fitted = bradleyTerry(wins)
  if (!('strengths' in fitted)) throw new Error('no strengths')
  return fitted.strengths
}

test('of two tools the odds are the ratio of the wins', () => {
  // 3 to 1: logarithms of strengths ± ln(3) / 2
  const [a, b] = strengths([
    [0, 3],
    [1, 0],
  ])
  expect(a).toBeCloseTo(Math.log(3) / 2, 9)
  expect(b).toBeCloseTo(-Math.log(3) / 2, 9)
})

test('of three tools whose wins follow strengths 4, 2 and 1 exactly, these come back', () => {
  // 1 over 2 in 4 of 6, 1 over 3 in 4 of 5, 2 over 3 in 2 of 3: wins in 30 games each
  const found = strengths([
    [0, 20, 24],
    [10, 0, 20],
    [6, 10, 0],
  ])
  expect(found[0]! - found[1]!).toBeCloseTo(Math.log(2), 8)
  expect(found[1]! - found[2]!).toBeCloseTo(Math.log(2), 8)
  expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9)
})

test('at the maximum each tool wins as often as its strength lets expect', () => {
  const wins = [
    [0, 7, 2, 9],
    [3, 0, 5, 4],
    [8, 2, 0, 6],
    [1, 3, 4, 0],
  ]
  const found = strengths(wins).map(Math.exp)
  for (const [i, row] of wins.entries()) {
    const won = row.reduce((sum, value) => sum + value, 0)
    const expected = row
      .map((value, j) =>
        i === j ? 0 : ((value + wins[j]![i]!) * found[i]!) / (found[i]! + found[j]!),
      )
      .reduce((sum, value) => sum + value, 0)
    expect(expected).toBeCloseTo(won, 6)
  }
})

test('a tool that won all, or lost all, has no strength, and is named', () => {
  expect(
    bradleyTerry([
      [0, 5, 5],
      [0, 0, 3],
      [0, 2, 0],
    ]),
  ).toEqual({ above: [0], below: [1, 2] })
  expect(
    bradleyTerry([
      [0, 2, 5],
      [3, 0, 5],
      [0, 0, 0],
    ]),
  ).toEqual({ above: [0, 1], below: [2] })
})

test('tools that were never compared with the others have no strength either', () => {
  const apart = bradleyTerry([
    [0, 1, 0, 0],
    [1, 0, 0, 0],
    [0, 0, 0, 1],
    [0, 0, 1, 0],
  ])
  expect(apart).toHaveProperty('above')
})

test('half wins of ties connect tools', () => {
  expect(
    strengths([
      [0, 2.5],
      [0.5, 0],
    ])[0],
  ).toBeCloseTo(Math.log(5) / 2, 9)
})
