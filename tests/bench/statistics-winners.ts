/**
 * What a comparison says of tools that are equal, and of tools that are not: wrong winners and power. The
 * whole comparison is run, as the product runs it, without a minimal relevant difference.
 */
import { compareTools } from '../../src-main/core/statistics/compare-tools.ts'
import { createRandom, type Random } from '../../src-main/core/statistics/random.ts'
import type { CaseValue } from '../../src-main/core/statistics/units.ts'
import { wilsonInterval } from '../../src-main/core/statistics/wilson-interval.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { around, beta, normal } from './statistics-shapes.ts'

const seed = 20260101

/** scores[tool][image]; four images per sample where `images` is 4. */
export interface World {
  readonly name: string
  readonly images: number
  readonly scores: (random: Random, tools: number, units: number) => number[][]
}

function likeF1(images: number): World['scores'] {
  return (random, tools, units) => {
    const scores = Array.from({ length: tools }, (): number[] => [])
    for (let unit = 0; unit < units; unit++) {
      const difficulty = beta(random, 9, 0.9)
      const own = scores.map(() => around(random, difficulty, 40))
      for (let image = 0; image < images; image++) {
        const share = images === 1 ? difficulty : around(random, difficulty, 40)
        scores.forEach((of, tool) =>
          of.push(around(random, images === 1 ? share : (share + own[tool]!) / 2, 20)),
        )
      }
    }
    return scores
  }
}

/** The last is none of equal tools: their means are equal, and their distributions are not. */
export const equalWorlds: readonly World[] = [
  { name: 'like F1, one image per sample', images: 1, scores: likeF1(1) },
  { name: 'like F1, four images per sample', images: 4, scores: likeF1(4) },
  {
    name: 'equal means, unlike shapes',
    images: 1,
    scores: (random, tools, units) =>
      Array.from({ length: tools }, (_, tool) =>
        Array.from({ length: units }, () =>
          tool % 2 === 0 ? beta(random, 9, 0.9) : beta(random, 20, 2),
        ),
      ),
  },
]

/** One tool better than all others, which are equal, by `effect` standard deviations of the paired difference. */
export function betterBy(effect: number): World {
  return {
    name: `${effect} SD`,
    images: 1,
    scores: (random, tools, units) => {
      const difficulty = Array.from({ length: units }, () => normal(random))
      return Array.from({ length: tools }, (_, tool) =>
        difficulty.map((own) => own + normal(random) * Math.SQRT1_2 + (tool === 0 ? effect : 0)),
      )
    },
  }
}

export interface Outcome {
  /** Share of comparisons whose leading group is one tool; that says `better` of any pair. */
  readonly winner: number
  readonly anyBetter: number
  /** The first tool better than the second; better than all others. */
  readonly found: number
  readonly foundAll: number
}

export function simulate(world: World, tools: number, units: number, repeats: number): Outcome {
  const random = createRandom(seed + 100 * tools + units)
  const counts = { winner: 0, anyBetter: 0, found: 0, foundAll: 0 }
  for (let repeat = 0; repeat < repeats; repeat++) {
    const scores = world.scores(random, tools, units)
    const { verdicts, ranking } = compareTools(
      scores.map((values, tool) => ({ tool: `t${tool}`, scores: casesOf(values, world.images) })),
      {
        metric: { id: 'f1', name: 'F1', direction: 'higher', digits: 2 },
        alpha: 0.05,
        delta: null,
        seed: 1,
      },
    )
    const better = verdicts.filter(({ code }) => code === 'better' || code === 'better-maybe-small')
    const wins = better.filter(({ a, difference }) => a === 't0' && (difference.mean ?? 0) > 0)
    if (ranking.filter(({ leadingGroup }) => leadingGroup).length === 1) counts.winner++
    if (better.length > 0) counts.anyBetter++
    if (wins.some(({ b }) => b === 't1')) counts.found++
    if (wins.length === tools - 1) counts.foundAll++
  }
  return {
    winner: counts.winner / repeats,
    anyBetter: counts.anyBetter / repeats,
    found: counts.found / repeats,
    foundAll: counts.foundAll / repeats,
  }
}

function casesOf(values: readonly number[], images: number): CaseValue[] {
  return values.map((value, place) => ({
    case: `c${place}`,
    sample: images === 1 ? null : `s${Math.floor(place / images)}`,
    score: { value },
  }))
}

const repeats = { winners: 5000, power: 4000 }
const percent = (share: number): string => (100 * share).toFixed(1)

function withUpper(share: number): string {
  const { upper } = wilsonInterval(Math.round(share * repeats.winners), repeats.winners, 0.95)
  return `${percent(share)} (below ${percent(upper)})`
}

export function printWinners(): void {
  const rows = equalWorlds.flatMap((world) =>
    [2, 4, 6].flatMap((tools) =>
      [10, 20, 34].map((units) => {
        const { winner, anyBetter } = simulate(world, tools, units, repeats.winners)
        return [world.name, String(tools), String(units), withUpper(winner), withUpper(anyBetter)]
      }),
    ),
  )
  const head = ['equal tools', 'tools', 'n', 'single winner %', 'any "better" %']
  process.stdout.write(`${table(head, rows)}\n\n`)
}

export function printPower(): void {
  const rows = (
    [
      [1, 10],
      [1, 15],
      [0.5, 34],
      [0.5, 50],
    ] as const
  ).flatMap(([effect, units]) =>
    [2, 4, 6].map((tools) => {
      const { found, foundAll } = simulate(betterBy(effect), tools, units, repeats.power)
      return [`${effect} SD`, String(units), String(tools), percent(found), percent(foundAll)]
    }),
  )
  const head = [
    'true difference',
    'n',
    'tools',
    'best found better than another %',
    'than all others %',
  ]
  process.stdout.write(`${table(head, rows)}\n\n`)
}
