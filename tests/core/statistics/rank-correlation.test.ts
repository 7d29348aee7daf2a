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

test('Spearman and Pearson (scipy)', () => {
  expectClose(spearman(a, b).coefficient, 0.8214285714285715)
  expectClose(spearman(a, b).p, 0.023448808345691505)
  expectClose(spearman(tiedA, tiedB).coefficient, 0.9404032585917882)
  expectClose(pearson(a, b).coefficient, 0.8214285714285715)
  expectClose(pearson([1, 2, 4], [3, 5, 9]).coefficient, 1)
  expect(pearson([1, 1, 1], [1, 2, 3]).coefficient).toBeNaN()
})
