/**
 * How often each 95 % interval of a mean, and that of a paired difference, holds the true value. 10 000 repeats
 * leave an error of 0.2 points; the intervals that draw (and are ten times slower) get 1 000: 0.7 points.
 */
import { createRandom, type Random } from '../../src-main/core/statistics/random.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { closedMethods, drawnMethods, indicesFor, type Method } from './statistics-intervals.ts'
import { around, beta, boundedShapes, openShapes, rareFailure } from './statistics-shapes.ts'
import type { Shape } from './statistics-shapes.ts'

const seed = 20260101
const repeats = { closed: 10_000, drawn: 1000 }
const sizes = [3, 5, 10, 20, 34, 50, 100] as const
/** All methods are tried where a default is decided, those of the product everywhere. */
const drawnSizes: readonly number[] = [10, 20, 50]
const ofProduct = ['t', 'logit-t']

interface Coverage {
  readonly share: number
  readonly width: number
}

export function coverage(shape: Shape, n: number, method: Method, count: number): Coverage {
  const random = createRandom(seed)
  const indices = drawnSizes.includes(n) ? indicesFor(n, seed + n) : new Uint32Array(0)
  let held = 0
  let width = 0
  for (let repeat = 0; repeat < count; repeat++) {
    const values = Array.from({ length: n }, () => shape.draw(random))
    const { lower, upper } = method(values, indices)
    if (lower <= shape.mean && shape.mean <= upper) held++
    width += Math.min(1, upper - lower) / count
  }
  return { share: held / count, width }
}

const percent = (share: number): string => (100 * share).toFixed(1)
const shown = ({ share, width }: Coverage): string => `${percent(share)} (${width.toFixed(3)})`

export function printCoverage(): void {
  const names = [...Object.keys(closedMethods), ...Object.keys(drawnMethods)]
  const found = new Map<string, number[]>()
  for (const n of sizes) {
    const rows = [...boundedShapes, rareFailure].map((shape) => [
      shape.name,
      ...names.map((name) => {
        const closed = closedMethods[name]
        if (!ofProduct.includes(name) && !drawnSizes.includes(n)) return '-'
        const count = closed ? repeats.closed : repeats.drawn
        const result = coverage(shape, n, closed ?? drawnMethods[name]!, count)
        const key = `${name} ${n}`
        if (shape !== rareFailure) found.set(key, [...(found.get(key) ?? []), result.share])
        return shown(result)
      }),
    ])
    const head = [`mean of n = ${n}: coverage % (width)`, ...names]
    const summary = [
      'RMS distance to 95, points',
      ...names.map((name) => away(found.get(`${name} ${n}`))),
    ]
    process.stdout.write(`${table(head, [...rows, summary])}\n\n`)
  }
  printTable('between bounds, t', (n) => found.get(`t ${n}`))
  printTable('between bounds, logit-t', (n) => found.get(`logit-t ${n}`))
  const open = (n: number): number[] =>
    openShapes.map((shape) => coverage(shape, n, closedMethods['t']!, repeats.closed).share)
  printTable('open end, t', open)
}

/** The rows of core/statistics/simulated-coverage.ts. */
function printTable(name: string, sharesOf: (n: number) => readonly number[] | undefined): void {
  const rows = sizes.map((n) => {
    const shares = sharesOf(n) ?? []
    return `[${n}, ${Math.min(...shares).toFixed(3)}, ${Math.max(...shares).toFixed(3)}]`
  })
  process.stdout.write(`${name}: [${rows.join(', ')}]\n`)
}

function away(shares: readonly number[] | undefined): string {
  if (shares === undefined) return '-'
  const squares = shares.reduce((sum, share) => sum + (100 * share - 95) ** 2, 0)
  return Math.sqrt(squares / shares.length).toFixed(2)
}

/** Difference of two tools on the same images; the second is as good, worse, or of another spread. */
const pairs: readonly Shape[] = [
  pair(
    'equal tools, Beta(9, 0.9)',
    (random) => {
      const share = beta(random, 9, 0.9)
      return [around(random, share, 20), around(random, share, 20)]
    },
    0,
  ),
  pair(
    '0.2 worse',
    (random) => {
      const share = beta(random, 9, 0.9)
      return [around(random, share, 20), around(random, 0.8 * share, 20)]
    },
    0.2 * (9 / 9.9),
  ),
  pair(
    'Beta(9, 0.9) against Beta(20, 2), as good',
    (random) => [beta(random, 9, 0.9), beta(random, 20, 2)],
    0,
  ),
  pair(
    'two unlike tools, Beta(9, 0.9) against Beta(2, 2)',
    (random) => [beta(random, 9, 0.9), beta(random, 2, 2)],
    9 / 9.9 - 0.5,
  ),
]

function pair(
  name: string,
  both: (random: Random) => readonly [number, number],
  mean: number,
): Shape {
  return {
    name,
    mean,
    draw: (random) => {
      const [a, b] = both(random)
      return a - b
    },
  }
}

export function printDifferenceCoverage(): void {
  const rows = pairs.map((shape) => [
    shape.name,
    ...sizes.map((n) => shown(coverage(shape, n, closedMethods['t']!, repeats.closed))),
  ])
  const head = [
    'paired difference, t interval: coverage % (width)',
    ...sizes.map((n) => `n = ${n}`),
  ]
  process.stdout.write(`${table(head, rows)}\n\n`)
}
