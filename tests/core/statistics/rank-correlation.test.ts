import { expect, test } from 'vitest'
import {
  kendallTauB,
  kendallTauC,
  kendallTauExact,
  pearson,
  spearman,
} from '../../../src-main/core/statistics/rank-correlation.ts'
import { expectClose } from './close.ts'

const a = [1, 2, 3, 4, 5, 6, 7]
const b = [2, 1, 4, 3, 7, 5, 6]
const tiedA = [1, 2, 2, 3, 4, 4]
const tiedB = [1, 3, 2, 3, 5, 4]

test("Kendall's τ without ties (scipy)", () => {
  expectClose(kendallTauB(a, b).coefficient, 13 / 21)
  expectClose(kendallTauB(a, b).p, 0.05088574121639127)
  expectClose(kendallTauExact(a, b).coefficient, 13 / 21)
  expectClose(kendallTauExact(a, b).p, 0.06904761904761905)
  expectClose(
    kendallTauExact(
      a,
      b.map((value) => -value),
    ).p,
    0.06904761904761905,
  )
})

test("Kendall's τ with ties (scipy)", () => {
  expectClose(kendallTauB(tiedA, tiedB).coefficient, 0.8894991799933215)
  expectClose(kendallTauB(tiedA, tiedB).p, 0.017411131570499803)
  expectClose(kendallTauC(tiedA, tiedB).coefficient, 8 / 9)
  expectClose(kendallTauC(tiedA, tiedB).p, 0.017411131570499803)
})

test("Kendall's τ with groups of three and four on both sides (scipy)", () => {
  const x = [1, 1, 2, 2, 2, 3, 3, 3, 3, 5, 6]
  const y = [4, 4, 4, 1, 2, 2, 2, 3, 7, 7, 9]
  expectClose(kendallTauB(x, y).coefficient, 0.30123203803835463)
  expectClose(kendallTauB(x, y).p, 0.24440104639558458)
  expectClose(kendallTauC(x, y).coefficient, 0.2892561983471075)
})

test("Kendall's exact p of five, and 1 for a τ of 0", () => {
  expectClose(kendallTauExact([3, 1, 4, 2, 5], [1, 2, 3, 4, 5]).p, 0.48333333333333334)
  expect(kendallTauExact([1, 2, 3, 4], [2, 4, 1, 3])).toEqual({ coefficient: 0, p: 1 })
})

test('Spearman and Pearson (scipy)', () => {
  expectClose(spearman(a, b).coefficient, 0.8214285714285715)
  expectClose(spearman(a, b).p, 0.023448808345691505)
  expectClose(spearman(tiedA, tiedB).coefficient, 0.9404032585917882)
  expectClose(spearman(tiedA, tiedB).p, 0.005221820373325742)
  expectClose(pearson([1, 2, 4, 7], [3, 1, 2, 9]).coefficient, 0.8238010885444028)
  expectClose(pearson([1, 2, 4, 7], [3, 1, 2, 9]).p, 0.17619891145559707)
  expectClose(pearson(a, b).coefficient, 0.8214285714285715)
  expectClose(pearson([1, 2, 4], [3, 5, 9]).coefficient, 1)
  expect(pearson([1, 1, 1], [1, 2, 3]).coefficient).toBeNaN()
})
