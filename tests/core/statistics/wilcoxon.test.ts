import { expect, test } from 'vitest'
import {
  exactLimit,
  wilcoxonApproximation,
  wilcoxonSignedRank,
} from '../../../src-main/core/statistics/wilcoxon.ts'
import { expectClose } from './close.ts'
import { differencesOf, type W2sTool } from './w2s-rows.ts'

const plain = [1.1, -0.4, 2.3, 0.7, -1.9, 3.1, 0.2, 1.5]
const tied = [0, 1, -1, 2, 2, 0, 3, -2, 4, 5]

test('exact without ties (scipy mode exact)', () => {
  const result = wilcoxonSignedRank(plain)
  expect(result).toEqual({ wPlus: 28, wMinus: 8, n: 8, zeros: 0, p: 0.1953125, method: 'exact' })
  expect(wilcoxonSignedRank(plain, { alternative: 'greater' }).p).toBe(0.09765625)
  expect(wilcoxonSignedRank(plain, { alternative: 'less' }).p).toBe(0.92578125)
})

test('exact with ties and zeros: all sign flips of the shared ranks', () => {
  const dropped = wilcoxonSignedRank(tied)
  expect(dropped).toEqual({
    wPlus: 30.5,
    wMinus: 5.5,
    n: 8,
    zeros: 2,
    p: 0.1015625,
    method: 'exact',
  })
  expect(wilcoxonSignedRank(tied, { alternative: 'greater' }).p).toBe(0.05078125)
  expect(wilcoxonSignedRank(tied, { alternative: 'less' }).p).toBe(0.97265625)
})

test("Pratt's rule ranks zeros before it drops them", () => {
  const pratt = wilcoxonSignedRank(tied, { zeros: 'pratt' })
  expect(pratt).toMatchObject({ wPlus: 42.5, wMinus: 9.5, n: 8, p: 0.1171875 })
  expect(wilcoxonSignedRank(tied, { zeros: 'pratt', alternative: 'greater' }).p).toBe(0.05859375)
  expect(wilcoxonSignedRank(tied, { zeros: 'pratt', alternative: 'less' }).p).toBe(0.96484375)
})

test('split zeros stand on both sides and leave the exact p as with Pratt', () => {
  const split = wilcoxonSignedRank(tied, { zeros: 'zsplit' })
  expect(split).toMatchObject({ wPlus: 44, wMinus: 11, n: 8, p: 0.1171875 })
})

test('a rank sum in the middle gives p 1, nothing but zeros too', () => {
  expect(wilcoxonSignedRank([1, -1]).p).toBe(1)
  expect(wilcoxonSignedRank([0, 0, 0])).toEqual({
    wPlus: 0,
    wMinus: 0,
    n: 0,
    zeros: 3,
    p: 1,
    method: 'exact',
  })
})

test.each([5, 6, 10, 50])('n = %i of one sign reaches 2 / 2^n', (n) => {
  expect(wilcoxonSignedRank(Array.from({ length: n }, (_, i) => i + 1)).p).toBe(2 / 2 ** n)
  expect(wilcoxonSignedRank(Array.from({ length: n }, (_, i) => -i - 1)).p).toBe(2 / 2 ** n)
})

test('exact up to its limit, then the corrected normal approximation, and says so', () => {
  const many = Array.from({ length: exactLimit }, (_, i) => (i % 3 === 0 ? -1 : 1) * (i + 1))
  expect(wilcoxonSignedRank(many).method).toBe('exact')
  const more = [...many, -500]
  const result = wilcoxonSignedRank(more)
  expect(result.method).toBe('normal-approximation')
  expect(result.p).toBe(wilcoxonApproximation(more, { continuityCorrection: true }).p)
  expect(result.n).toBe(exactLimit + 1)
})

test.each([
  ['n2vDefault', 'noisy', 55, 0.001953125],
  ['n2vFast', 'noisy', 55, 0.001953125],
  ['n2n', 'noisy', 55, 0.001953125],
  ['n2vFast', 'n2vDefault', 18, 0.375],
  ['n2n', 'n2vDefault', 55, 0.001953125],
  ['n2n', 'n2vFast', 55, 0.001953125],
] as const)('W2S %s - %s: W+ %f, p %f', (a: W2sTool, b: W2sTool, wPlus, p) => {
  expect(wilcoxonSignedRank(differencesOf(a, b))).toMatchObject({ wPlus, p, n: 10 })
})

test('W2S one-sided p is 1/1024', () => {
  expect(wilcoxonSignedRank(differencesOf('n2n', 'noisy'), { alternative: 'greater' }).p).toBe(
    1 / 1024,
  )
})

test.each([
  ['wilcox', 'two-sided', 5.5, 0.07820880762299261],
  ['wilcox', 'greater', 30.5, 0.039104403811496304],
  ['wilcox', 'less', 30.5, 0.9608955961885037],
  ['pratt', 'two-sided', 9.5, 0.08942087390005268],
  ['pratt', 'greater', 42.5, 0.04471043695002634],
  ['pratt', 'less', 42.5, 0.9552895630499737],
  ['zsplit', 'two-sided', 11, 0.0913293135362218],
  ['zsplit', 'greater', 44, 0.0456646567681109],
  ['zsplit', 'less', 44, 0.9543353432318891],
] as const)(
  'normal approximation %s %s (scipy mode approx)',
  (zeros, alternative, statistic, p) => {
    const result = wilcoxonApproximation(tied, { zeros, alternative })
    expect(result.statistic).toBe(statistic)
    expectClose(result.p, p)
  },
)

test.each([
  ['two-sided', 0.18343061898217816],
  ['greater', 0.09171530949108908],
  ['less', 0.9292589392586033],
] as const)('continuity correction %s (scipy correction=True)', (alternative, p) => {
  expectClose(wilcoxonApproximation(plain, { alternative, continuityCorrection: true }).p, p)
})

test.each([
  ['greater', 0.9292589392586033],
  ['less', 0.09171530949108908],
] as const)('continuity correction %s on the other side', (alternative, p) => {
  const negative = plain.map((value) => -value)
  expectClose(wilcoxonApproximation(negative, { alternative, continuityCorrection: true }).p, p)
})

test('a rank sum in the middle needs no correction', () => {
  expect(wilcoxonApproximation([1, -1], { continuityCorrection: true })).toEqual({
    statistic: 1.5,
    z: 0,
    p: 1,
  })
})

test('refuses infinite differences', () => {
  expect(() => wilcoxonSignedRank([1, Infinity])).toThrow(
    expect.objectContaining({
      code: 'bad-request',
      message: 'The signed-rank test needs finite differences, not Infinity.',
    }),
  )
})
