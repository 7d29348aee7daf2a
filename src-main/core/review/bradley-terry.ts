/**
 * Bradley and Terry's model (Biometrika 39, 1952): the odds that one tool is preferred to another are the ratio of
 * their strengths. Fitted by Zermelo's iteration; a maximum exists only where every split of the tools has wins in
 * both directions (Ford, Am Math Mon 64, 1957).
 */

/** `wins[i][j]`: how often i was preferred to j; halves for ties. */
export type Wins = readonly (readonly number[])[]

export type BradleyTerry =
  /** Natural logarithms of the strengths, with mean zero. */
  | { readonly strengths: readonly number[] }
  /** Tools (places) that were never beaten by the others, and the others; so no finite strengths fit. */
  | { readonly above: readonly number[]; readonly below: readonly number[] }

const mostSteps = 5000

/** `tolerance`: the largest step of a logarithm at which the iteration ends. */
export function bradleyTerry(wins: Wins, tolerance = 1e-10): BradleyTerry {
  const split = findSplit(wins)
  if (split !== null) return split
  const tools = wins.map((_, at) => at)
  const won = wins.map((row) => row.reduce((total, value) => total + value, 0))
  let strengths = tools.map(() => 1)
  for (let step = 0; step < mostSteps; step++) {
    const next = centred(
      tools.map((i) => {
        let met = 0
        for (const j of tools) {
          const games = j === i ? 0 : wins[i]![j]! + wins[j]![i]!
          if (games > 0) met += games / (strengths[i]! + strengths[j]!)
        }
        return met === 0 ? 1 : won[i]! / met
      }),
    )
    const moved = Math.max(...tools.map((i) => Math.abs(Math.log(next[i]! / strengths[i]!))))
    strengths = next
    if (moved < tolerance) break
  }
  return { strengths: strengths.map((value) => Math.log(value)) }
}

/** Geometric mean 1. */
function centred(strengths: readonly number[]): number[] {
  const mean =
    strengths.reduce((total, value) => total + Math.log(value), 0) / (strengths.length || 1)
  return strengths.map((value) => value / Math.exp(mean))
}

/** A part of the tools that the rest never beat; null where there is none. */
function findSplit(wins: Wins): Extract<BradleyTerry, { above: unknown }> | null {
  const all = wins.map((_, at) => at)
  for (const start of all) {
    const reached = reachedFrom(start, wins)
    if (reached.size < all.length)
      return {
        above: all.filter((tool) => !reached.has(tool)),
        below: all.filter((tool) => reached.has(tool)),
      }
  }
  return null
}

/** All that `start` beat, and what these beat, and so on: what is not reached was never beaten by any of them. */
function reachedFrom(start: number, wins: Wins): Set<number> {
  const reached = new Set([start])
  for (const tool of reached)
    for (const [other, won] of wins[tool]!.entries()) if (won > 0) reached.add(other)
  return reached
}
