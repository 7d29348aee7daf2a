import { expect, test } from 'vitest'
import {
  aboutCount,
  neededText,
  verdictOf,
  type VerdictInput,
} from '../../../src-main/core/statistics/verdict.ts'

const base: VerdictInput = {
  a: 'Alpha',
  b: 'Beta',
  direction: 'higher',
  difference: { mean: 0.1, sd: 0.1, lower: 0.05, upper: 0.15, n: 20 },
  pAdjusted: 0.001,
  alpha: 0.05,
  delta: null,
  tools: 2,
  unit: 'image',
}

const difference = (mean: number, lower: number, upper: number, sd = 0.1, n = 20) => ({
  difference: { mean, lower, upper, sd, n },
})

test('better: interval above δ and significant', () => {
  expect(verdictOf(base)).toEqual({
    code: 'better',
    text: 'Alpha is better than Beta',
    better: 'a',
    needed: null,
  })
  expect(verdictOf({ ...base, delta: 0.05 }).code).toBe('better')
})

test('the other tool is better where the difference is negative', () => {
  const result = verdictOf({ ...base, ...difference(-0.1, -0.15, -0.05) })
  expect(result).toMatchObject({ code: 'better', text: 'Beta is better than Alpha', better: 'b' })
  expect(verdictOf({ ...base, ...difference(-0.1, -0.15, -0.05), delta: 0.06 }).code).toBe(
    'better-maybe-small',
  )
})

test('lower is better turns both round', () => {
  const lower = { ...base, direction: 'lower' as const }
  expect(verdictOf(lower)).toMatchObject({ code: 'better', better: 'b' })
  expect(verdictOf({ ...lower, ...difference(-0.1, -0.15, -0.05) })).toMatchObject({
    code: 'better',
    text: 'Alpha is better than Beta',
    better: 'a',
  })
})

test('without a δ the interval must lie above 0', () => {
  expect(verdictOf({ ...base, ...difference(0.1, 0, 0.2) }).code).toBe('not-distinguishable')
  expect(verdictOf({ ...base, ...difference(0.1, 0, 0.2), delta: 0 }).code).toBe(
    'not-distinguishable',
  )
  expect(verdictOf({ ...base, ...difference(0.1, 1e-9, 0.2), delta: 0 }).code).toBe('better')
})

test('an interval above 0 that is not significant does not make a winner', () => {
  expect(verdictOf({ ...base, pAdjusted: 0.05 }).code).toBe('not-distinguishable')
  expect(verdictOf({ ...base, pAdjusted: 0.0499 }).code).toBe('better')
  expect(verdictOf({ ...base, pAdjusted: null }).code).toBe('not-distinguishable')
})

test('where only one of test and interval speaks for a difference, the verdict says which', () => {
  const text = 'Alpha and Beta are not distinguishable with these 20 images'
  expect(verdictOf({ ...base, pAdjusted: 0.06 }).text).toContain(
    `${text} (the interval leaves out 0, p corrected for all pairs is not below 0.05)`,
  )
  expect(verdictOf({ ...base, ...difference(0.1, -0.01, 0.2) }).text).toContain(
    `${text} (p is below 0.05, the interval of the mean difference holds 0)`,
  )
})

test('equivalent: the whole interval inside (-δ, δ), before any small advantage', () => {
  const result = verdictOf({ ...base, ...difference(0.01, 0.002, 0.018), delta: 0.02 })
  expect(result).toEqual({
    code: 'equivalent',
    text: 'Alpha and Beta are equivalent within 0.02',
    better: null,
    needed: null,
  })
  expect(
    verdictOf({ ...base, ...difference(0.01, -0.02, 0.01), delta: 0.02, pAdjusted: 1 }).code,
  ).toBe('not-distinguishable')
  expect(
    verdictOf({ ...base, ...difference(0.01, -0.01, 0.02), delta: 0.02, pAdjusted: 1 }).code,
  ).toBe('not-distinguishable')
  expect(verdictOf({ ...base, ...difference(0, 0, 0, 0), delta: null, pAdjusted: 1 }).code).toBe(
    'not-distinguishable',
  )
})

test('better, but maybe too small to matter', () => {
  const result = verdictOf({ ...base, delta: 0.08 })
  expect(result).toEqual({
    code: 'better-maybe-small',
    text: 'Alpha is better than Beta; the difference may be too small to matter',
    better: 'a',
    needed: null,
  })
  expect(verdictOf({ ...base, delta: 0.08, ...difference(0.1, 0, 0.2) }).code).toBe(
    'not-distinguishable',
  )
})

test('not distinguishable names n and what would be needed for the difference seen', () => {
  const result = verdictOf({ ...base, ...difference(0.05, -0.02, 0.12), pAdjusted: 0.3 })
  expect(result).toEqual({
    code: 'not-distinguishable',
    text: 'Alpha and Beta are not distinguishable with these 20 images; about 34 would be needed',
    better: null,
    needed: 34,
  })
})

test('with a δ, what would be needed for δ', () => {
  const result = verdictOf({
    ...base,
    ...difference(0.05, -0.02, 0.12),
    pAdjusted: 0.3,
    delta: 0.03,
  })
  expect(result.needed).toBe(90)
  expect(result.text).toContain('about 90 would be needed')
})

test('the worked example of W2S: d = .2225, about 160 images', () => {
  const result = verdictOf({
    ...base,
    ...difference(-0.17066, -0.7192, 0.3779, 0.766848, 10),
    pAdjusted: 0.375,
    tools: 4,
  })
  expect(result.code).toBe('not-distinguishable')
  expect(result.text).toBe(
    'Alpha and Beta are not distinguishable with these 10 images; about 160 would be needed',
  )
})

test('no figure where the difference or its spread is 0', () => {
  const text = 'Alpha and Beta are not distinguishable with these 20 images'
  expect(verdictOf({ ...base, ...difference(0, -0.1, 0.1), pAdjusted: 1 })).toMatchObject({
    text,
    needed: null,
  })
  expect(verdictOf({ ...base, ...difference(0, 0, 0, 0), pAdjusted: 1 })).toMatchObject({
    text,
    needed: null,
  })
  expect(verdictOf({ ...base, ...difference(0, 0, 0, 0), delta: 0.1, pAdjusted: 1 }).code).toBe(
    'equivalent',
  )
})

test('too few samples come before everything else', () => {
  const result = verdictOf({ ...base, ...difference(0.1, 0.05, 0.15, 0.1, 5), unit: 'sample' })
  expect(result).toEqual({
    code: 'too-few-samples',
    text: 'too few samples to rank Alpha and Beta: 5 samples, at least 6 are needed for 2 tools',
    better: null,
    needed: 6,
  })
  expect(verdictOf({ ...base, ...difference(0.1, 0.05, 0.15, 0.1, 6) }).code).toBe('better')
  expect(verdictOf({ ...base, ...difference(0.1, 0.05, 0.15, 0.1, 6), tools: 3 }).code).toBe(
    'too-few-samples',
  )
  expect(verdictOf({ ...base, ...difference(0.1, 0.05, 0.15, 0.1, 7), tools: 3 }).code).toBe(
    'better',
  )
})

test('one unit, or none, is too few', () => {
  const none = { mean: null, sd: null, lower: null, upper: null, n: 0 }
  expect(verdictOf({ ...base, difference: none })).toMatchObject({
    code: 'too-few-samples',
    text: 'too few images to rank Alpha and Beta: 0 images, at least 6 are needed for 2 tools',
  })
  const one = { mean: 1, sd: null, lower: null, upper: null, n: 1 }
  expect(verdictOf({ ...base, difference: one }).text).toContain(': 1 image, at least 6')
})

test('a missing mean or bound is too few, however many units', () => {
  for (const missing of ['mean', 'lower', 'upper'] as const) {
    const gap = { ...base.difference, [missing]: null }
    expect(verdictOf({ ...base, difference: gap })).toEqual({
      code: 'too-few-samples',
      text: 'too few images to rank Alpha and Beta: 20 images, at least 6 are needed for 2 tools',
      better: null,
      needed: 6,
    })
  }
})

test('a smallest p equal to alpha is too few', () => {
  const six = { ...base, ...difference(0.1, 0.05, 0.15, 0.1, 6) }
  expect(verdictOf({ ...six, alpha: 0.03125 })).toMatchObject({
    code: 'too-few-samples',
    needed: 7,
  })
  expect(verdictOf({ ...six, alpha: 0.0313 }).code).toBe('better')
})

test('a stricter alpha needs more, a δ of 0 is none', () => {
  const unclear = { ...base, ...difference(0.05, -0.02, 0.12), pAdjusted: 0.3 }
  expect(verdictOf({ ...unclear, alpha: 0.01 }).needed).toBe(51)
  expect(verdictOf({ ...unclear, delta: 0 }).needed).toBe(34)
})

test('no figure without a spread, although there is a difference', () => {
  const same = { ...base, ...difference(0.1, 0.1, 0.1, 0), pAdjusted: 0.06 }
  expect(verdictOf(same)).toMatchObject({ code: 'not-distinguishable', needed: null })
  expect(verdictOf({ ...same, difference: { ...same.difference, sd: null } }).needed).toBeNull()
})

test('two significant figures, and no number that was already reached', () => {
  expect(aboutCount(161)).toBe(160)
  expect(aboutCount(34)).toBe(34)
  expect(aboutCount(1987)).toBe(2000)
  expect(neededText(34, 8)).toBe('; about 34 would be needed')
  expect(neededText(8, 8)).toBe('; more than 8 would be needed')
  expect(neededText(null, 8)).toBe('')
})
