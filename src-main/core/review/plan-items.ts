/**
 * What each rater is shown, in which order and on which side: drawn from a seed, so that the same order can be
 * made again. Sides are balanced within every pair of tools; repeats come later, never next to their first time.
 */
import { countRepeats } from '../../contract/review-counts.ts'
import type { ReviewKind } from '../../contract/reviews.ts'
import { createRandom, type Random } from '../statistics/random.ts'

/** Indices into the session's cases and tools. */
export interface PlannedItem {
  readonly case: number
  /** As shown, the first side first; one tool for a rating. */
  readonly tools: readonly number[]
  /** Place in this order of the item that is shown again; null the first time. */
  readonly repeats: number | null
}

export interface ItemsToPlan {
  readonly kind: ReviewKind
  readonly cases: number
  readonly tools: number
  readonly raters: number
  readonly repeatShare: number
  /** Integer in [0, 2³²). */
  readonly seed: number
}

/** Items between the first time and the second. */
const leastApart = 2

/** One order per rater; adding a rater changes no other's. */
export function planItems(order: ItemsToPlan): PlannedItem[][] {
  const seeds = createRandom(order.seed)
  return Array.from({ length: order.raters }, () =>
    planFor(order, createRandom(seeds.nextUint32())),
  )
}

type Shown = Pick<PlannedItem, 'case' | 'tools'>

function planFor(order: ItemsToPlan, random: Random): PlannedItem[] {
  const shown = shuffled(order.kind === 'rating' ? ratings(order) : pairs(order, random), random)
  return withRepeats(shown, countRepeats(shown.length, order.repeatShare), random)
}

function ratings({ cases, tools }: ItemsToPlan): Shown[] {
  return range(cases).flatMap((at) => range(tools).map((tool) => ({ case: at, tools: [tool] })))
}

/** Each tool of a pair is first in half of the cases; a coin decides about the odd one. */
function pairs({ cases, tools }: ItemsToPlan, random: Random): Shown[] {
  return range(tools).flatMap((a) =>
    range(tools)
      .filter((b) => b > a)
      .flatMap((b) => {
        const swaps = balancedCoins(cases, random)
        return range(cases).map((at) => ({ case: at, tools: swaps[at] === true ? [b, a] : [a, b] }))
      }),
  )
}

/** Items of the first half come again in the second, half of the pairs with their sides changed. */
function withRepeats(shown: readonly Shown[], count: number, random: Random): PlannedItem[] {
  const half = Math.ceil(shown.length / 2)
  const chosen = shuffled(range(half), random).slice(0, count)
  const swaps = balancedCoins(chosen.length, random)
  const after = Map.groupBy(
    chosen.map((original, at) => {
      const from = Math.max(half - 1, original + leastApart)
      const behind = from + random.nextInteger(shown.length - from)
      return { original, behind, swap: swaps[at] === true }
    }),
    ({ behind }) => behind,
  )
  const items: PlannedItem[] = []
  const places: number[] = []
  for (const [at, one] of shown.entries()) {
    places.push(items.length)
    items.push({ ...one, repeats: null })
    for (const { original, swap } of after.get(at) ?? []) {
      const again = shown[original]!
      const tools = swap ? again.tools.toReversed() : again.tools
      items.push({ case: again.case, tools, repeats: places[original]! })
    }
  }
  return items
}

/** As many of one side as of the other, in random order. */
function balancedCoins(count: number, random: Random): boolean[] {
  const odd = random.nextInteger(2)
  return shuffled(
    range(count).map((at) => (at + odd) % 2 === 1),
    random,
  )
}

/** Fisher and Yates. */
function shuffled<T>(values: readonly T[], random: Random): T[] {
  const mixed = [...values]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = random.nextInteger(last + 1)
    ;[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!]
  }
  return mixed
}

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at)
