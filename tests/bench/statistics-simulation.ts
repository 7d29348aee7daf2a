/**
 * What the statistics promise, tried out: how often the t interval holds the true mean, and how
 * often a winner is declared among tools that are equal. Run: `npx node tests/bench/statistics-simulation.ts`.
 */
import { compareTools } from '../../src-main/core/statistics/compare-tools.ts'
import { createRandom, type Random } from '../../src-main/core/statistics/random.ts'
import { tInterval } from '../../src-main/core/statistics/t-interval.ts'
import type { CaseValue } from '../../src-main/core/statistics/units.ts'

const SEED = 20260101
const REPEATS = { coverage: 20_000, winners: 1500 }

/** Two normal values at once would do; one is enough here (Box and Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.nextReal())) * Math.cos(2 * Math.PI * random.nextReal())
}

/** Beta(9, 1): scores close to 1, mean 0.9, as F1 of a good tool. */
function nearOne(random: Random): number {
  return random.nextReal() ** (1 / 9)
}

const shapes = {
  normal: { draw: normal, mean: 0 },
  'near 1 (Beta 9, 1)': { draw: nearOne, mean: 0.9 },
} as const

function coverage(draw: (random: Random) => number, mean: number, n: number): number {
  const random = createRandom(SEED)
  let held = 0
  for (let repeat = 0; repeat < REPEATS.coverage; repeat++) {
    const { lower, upper } = tInterval(
      Array.from({ length: n }, () => draw(random)),
      0.95,
    )
    if (lower <= mean && mean <= upper) held++
  }
  return held / REPEATS.coverage
}

/** Share of comparisons of equal tools in which some tool is called better than another. */
function falseWinners(tools: number, n: number): number {
  const random = createRandom(SEED + tools)
  let wrong = 0
  for (let repeat = 0; repeat < REPEATS.winners; repeat++) {
    const difficulty = Array.from({ length: n }, () => nearOne(random))
    const scores = (): CaseValue[] =>
      difficulty.map((common, i) => ({
        case: `c${i}`,
        sample: null,
        score: { value: common + 0.05 * normal(random) },
      }))
    const { verdicts } = compareTools(
      Array.from({ length: tools }, (_, i) => ({ tool: `t${i}`, scores: scores() })),
      {
        metric: { id: 'f1', name: 'F1', direction: 'higher', digits: 2 },
        alpha: 0.05,
        delta: null,
        seed: 1,
      },
    )
    if (verdicts.some(({ code }) => code === 'better')) wrong++
  }
  return wrong / REPEATS.winners
}

const started = performance.now()
console.log('coverage of the 95 % t interval')
for (const [name, { draw, mean }] of Object.entries(shapes)) {
  for (const n of [5, 10, 24, 50]) {
    console.log(`  ${name}, n = ${n}: ${(100 * coverage(draw, mean, n)).toFixed(1)} %`)
  }
}
console.log('false winners among equal tools (at most 5 % wanted)')
for (const [tools, n] of [
  [2, 10],
  [3, 10],
  [4, 24],
] as const) {
  console.log(`  ${tools} tools, n = ${n}: ${(100 * falseWinners(tools, n)).toFixed(1)} %`)
}
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`)
