/**
 * Distributions that scores such as F1 have: bounded, skewed, with many equal values, alone or as means of
 * four images of one sample. Each knows its true mean, so that an interval can be held to it.
 */
import type { Random } from '../../src-main/core/statistics/random.ts'

export interface Shape {
  readonly name: string
  readonly mean: number
  readonly draw: (random: Random) => number
}

/** Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.nextReal())) * Math.cos(2 * Math.PI * random.nextReal())
}

/** Marsaglia and Tsang 2000, scale 1; below 1 by the power of a uniform number. */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random.nextReal()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    if (Math.log(1 - random.nextReal()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

export function beta(random: Random, a: number, b: number): number {
  const x = gamma(random, a)
  return x / (x + gamma(random, b))
}

const images = 4 // of each sample, where images lie in samples

/** A score of mean `share` whose spread shrinks with `size`. */
export function around(random: Random, share: number, size: number): number {
  const kept = Math.min(1 - 1e-9, Math.max(1e-9, share))
  return beta(random, kept * size, (1 - kept) * size)
}

function betaShape(a: number, b: number): Shape {
  return { name: `Beta(${a}, ${b})`, mean: a / (a + b), draw: (random) => beta(random, a, b) }
}

/** Means of samples, each of four images that are alike. */
function clustered(a: number, b: number, size: number): Shape {
  return {
    name: `Beta(${a}, ${b}), ${images} images per sample`,
    mean: a / (a + b),
    draw: (random) => {
      const share = beta(random, a, b)
      let sum = 0
      for (let image = 0; image < images; image++) sum += around(random, share, size)
      return sum / images
    },
  }
}

/** Recall of six objects per image: half of the images have exactly 1. */
const counts: Shape = {
  name: 'six objects each, p from Beta(9, 0.9)',
  mean: 9 / 9.9,
  draw: (random) => {
    const share = beta(random, 9, 0.9)
    let found = 0
    for (let object = 0; object < 6; object++) if (random.nextReal() < share) found++
    return found / 6
  },
}

/** Scores between 0 and 1. */
export const boundedShapes: readonly Shape[] = [
  betaShape(9, 0.9),
  betaShape(5, 1.5),
  betaShape(2, 2),
  betaShape(20, 2),
  betaShape(3, 0.5),
  betaShape(0.8, 0.3),
  betaShape(1, 9),
  counts,
  clustered(9, 0.9, 20),
  clustered(5, 1.5, 10),
]

/** One image in twenty fails altogether: fewer than twenty images mostly hold none, and no interval can know. */
export const rareFailure: Shape = {
  name: 'Beta(20, 2), 0 in one of 20',
  mean: (0.95 * 20) / 22,
  draw: (random) => (random.nextReal() < 0.05 ? 0 : beta(random, 20, 2)),
}

/** Scores with an open end: decibels, distances. */
export const openShapes: readonly Shape[] = [
  { name: 'normal', mean: 0, draw: normal },
  { name: 'gamma(4)', mean: 4, draw: (random) => gamma(random, 4) },
  {
    name: 'log-normal(0.5)',
    mean: Math.exp(0.125),
    draw: (random) => Math.exp(0.5 * normal(random)),
  },
]
