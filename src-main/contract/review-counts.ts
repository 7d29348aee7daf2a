/** How many items a review has: the same for the form that announces them and the core that draws them. */
import type { ReviewKind } from './reviews.ts'

/** Below this many items a rater would remember what is shown again. */
const fewestForRepeats = 5
const fewestRepeats = 2

/** Shown once to each rater: every tool of every case, or every pair of tools. */
export function countItems(kind: ReviewKind, cases: number, tools: number): number {
  return cases * (kind === 'rating' ? tools : (tools * (tools - 1)) / 2)
}

/** Of `items`, shown a second time. */
export function countRepeats(items: number, share: number): number {
  return items < fewestForRepeats ? 0 : Math.max(fewestRepeats, Math.round(items * share))
}
