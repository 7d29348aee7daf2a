import { expect, test } from 'vitest'
import { signFlipTest } from '../../../src-main/core/statistics/sign-flip.ts'
import { swapTest } from '../../../src-main/core/statistics/swap-test.ts'

const mean = (answers: readonly number[]) => answers.reduce((sum, x) => sum + x, 0) / answers.length
const units = (values: readonly number[]) => values.map((value) => [value])
const options = { seed: 1, draws: 4000 }

test('of a mean it is the sign-flip test of the differences', () => {
  const a = [0.9, 0.7, 0.8, 0.95, 0.6, 0.85]
  const b = [0.7, 0.65, 0.9, 0.8, 0.5, 0.6]
  const differences = a.map((value, i) => value - b[i]!)
  const result = swapTest(units(a), units(b), mean, options)
  expect(result).toMatchObject({ method: 'exact', swaps: 64 })
  expect(result?.p).toBeCloseTo(signFlipTest(differences).p, 12)
})

test('sampled, it comes near the exact value', () => {
  const a = Array.from({ length: 16 }, (_, i) => (i % 4) / 4 + 0.2)
  const b = Array.from({ length: 16 }, (_, i) => ((i + 1) % 4) / 4)
  const exact = signFlipTest(a.map((value, i) => value - b[i]!)).p
  const result = swapTest(units(a), units(b), mean, options)
  expect(result?.method).toBe('sampled')
  expect(Math.abs(result!.p - exact)).toBeLessThan(0.03)
})

test('equal tools give p 1, and a unit is exchanged as a whole', () => {
  expect(swapTest(units([1, 0, 1]), units([1, 0, 1]), mean, options)?.p).toBe(1)
  // two units of two cases: 4 exchanges, of which two are the extremes
  const a = [
    [1, 1],
    [1, 1],
  ]
  const b = [
    [0, 0],
    [0, 0],
  ]
  expect(swapTest(a, b, mean, options)).toEqual({ p: 0.5, swaps: 4, method: 'exact' })
})

test('an undefined difference is not tested', () => {
  expect(swapTest(units([1]), units([0]), () => null, options)).toBeNull()
})
