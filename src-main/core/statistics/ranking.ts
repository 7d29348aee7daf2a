/**
 * The order of tools by their mean, with the leading group: every tool that is not distinguishable
 * from the best mean. A single winner exists only where that group has one member.
 */

export interface RankedTool {
  readonly tool: string
  /** 1 is best, equal means share a rank (1, 1, 3); null where the tool has no value. */
  readonly rank: number | null
  readonly leadingGroup: boolean
}

export interface RankingInput {
  readonly tools: readonly { readonly tool: string; readonly mean: number | null }[]
  readonly direction: 'higher' | 'lower'
  /** Whether a verdict names the first tool as better than the second. */
  readonly isBetter: (first: string, second: string) => boolean
}

/** Best first; equal means in the order given; tools without a value last. */
export function rankTools({ tools, direction, isBetter }: RankingInput): RankedTool[] {
  const sign = direction === 'higher' ? -1 : 1
  const valued = tools
    .flatMap(({ tool, mean }) => (mean === null ? [] : [{ tool, mean }]))
    .sort((a, b) => (a.mean === b.mean ? 0 : sign * (a.mean - b.mean)))
  const best = valued[0]
  const ranked = valued.map(({ tool, mean }) => ({
    tool,
    rank: valued.findIndex((other) => other.mean === mean) + 1,
    leadingGroup: best !== undefined && !isBetter(best.tool, tool),
  }))
  const unranked = tools
    .filter(({ mean }) => mean === null)
    .map(({ tool }) => ({ tool, rank: null, leadingGroup: false }))
  return [...ranked, ...unranked]
}
