/**
 * From marks and weights to an order, and how firm it is. Pure, so that the page answers at once when a
 * weight is moved, and the report says the same.
 */
import type { Cell, CriteriaMatrix, Rated } from './criteria.ts'

type Matrix = Pick<CriteriaMatrix, 'criteria' | 'tools' | 'cells' | 'resampled'>

/** One tool's standing. All numbers between 0 and 1. */
export interface Standing {
  readonly tool: string
  /** Weighted mean of the known marks; null where no weighted row bears one. */
  readonly score: number | null
  /** Share of the weight whose marks are known. */
  readonly known: number
  /** The score if every unknown mark were 0, and if it were 1: what the gaps could hide. */
  readonly atLeast: number
  readonly atMost: number
  /** Gates it does not meet; any excludes it. */
  readonly failed: readonly string[]
  readonly open: readonly string[]
  /** 1 is best; ties share the lower number; null where excluded or without a score. */
  readonly rank: number | null
  /** How often it leads when weights vary, and when units are drawn anew; null where excluded. */
  readonly leadsUnderWeights: number | null
  readonly leadsUnderResampling: number | null
}

/** Weights by criterion id; a row that is not named keeps its own. */
export type Weights = Readonly<Record<string, number>>

const weightDraws = 400

/**
 * The standings in the order of the tools. Under other weights: `weightDraws` draws, each weight times a
 * factor log-uniform between one half and two. A lead shared by k tools counts 1/k for each.
 */
export function weighCriteria(matrix: Matrix, weights: Weights = {}, seed = 1): Standing[] {
  const rows = ratedRows(matrix, weights)
  const marks = matrix.tools.map((tool) =>
    rows.map((row) => matrix.cells[tool.key]?.[row.id]?.mark ?? null),
  )
  const gates = matrix.tools.map((tool) => gatesOf(matrix, tool.key))
  const eligible = gates.map(({ failed }) => failed.length === 0)
  const plain = rows.map(({ weight }) => weight)
  const scores = marks.map((of) => meanMark(of, plain))
  const underWeights = leads(
    weightDraws,
    eligible,
    drawsOfWeights(plain, seed, (drawn, tool) => meanMark(marks[tool] ?? [], drawn)),
  )
  const underResampling = leads(matrix.resampled.draws, eligible, (draw, tool) =>
    meanMark(resampledMarks(matrix, rows, marks, draw, tool), plain),
  )
  return matrix.tools.map((tool, at) => ({
    tool: tool.key,
    score: scores[at] ?? null,
    ...span(marks[at] ?? [], plain),
    ...(gates[at] ?? { failed: [], open: [] }),
    rank: rankOf(at, scores, eligible),
    leadsUnderWeights: eligible[at] === true ? (underWeights?.[at] ?? null) : null,
    leadsUnderResampling: eligible[at] === true ? (underResampling?.[at] ?? null) : null,
  }))
}

/** Rated rows that count: those with a weight above zero. */
function ratedRows(matrix: Matrix, weights: Weights): { id: string; weight: number }[] {
  return matrix.criteria
    .filter((row): row is Rated => row.kind === 'rated')
    .map((row) => ({ id: row.id, weight: weights[row.id] ?? row.weight }))
    .filter(({ weight }) => weight > 0)
}

function gatesOf(matrix: Matrix, tool: string): { failed: string[]; open: string[] } {
  const gates = matrix.criteria.filter(({ kind }) => kind === 'gate')
  const named = (state: Cell['gate']): string[] =>
    gates
      .filter(({ id }) => (matrix.cells[tool]?.[id]?.gate ?? 'open') === state)
      .map(({ id }) => id)
  return { failed: named('not-met'), open: named('open') }
}

function meanMark(marks: readonly (number | null)[], weights: readonly number[]): number | null {
  let sum = 0
  let total = 0
  for (const [at, mark] of marks.entries()) {
    if (mark === null) continue
    sum += mark * (weights[at] ?? 0)
    total += weights[at] ?? 0
  }
  return total > 0 ? sum / total : null
}

function span(
  marks: readonly (number | null)[],
  weights: readonly number[],
): { known: number; atLeast: number; atMost: number } {
  let whole = 0
  let known = 0
  let sum = 0
  for (const [at, weight] of weights.entries()) {
    const mark = marks[at] ?? null
    whole += weight
    if (mark === null) continue
    known += weight
    sum += weight * mark
  }
  if (whole === 0) return { known: 0, atLeast: 0, atMost: 1 }
  return { known: known / whole, atLeast: sum / whole, atMost: (sum + whole - known) / whole }
}

function rankOf(
  at: number,
  scores: readonly (number | null)[],
  eligible: readonly boolean[],
): number | null {
  const own = scores[at] ?? null
  if (own === null || eligible[at] !== true) return null
  return (
    1 + scores.filter((score, i) => eligible[i] === true && score !== null && score > own).length
  )
}

/** Share of draws led by each tool; null without draws, or where no draw has a leader. */
function leads(
  draws: number,
  eligible: readonly boolean[],
  scoreOf: (draw: number, tool: number) => number | null,
): number[] | null {
  const led = eligible.map(() => 0)
  let decided = 0
  for (let draw = 0; draw < draws; draw++) {
    const scores = eligible.map((may, tool) => (may ? scoreOf(draw, tool) : null))
    const best = scores.reduce<number>((most, score) => Math.max(most, score ?? -1), -1)
    if (best < 0) continue
    decided++
    const leaders = scores.filter((score) => score === best).length
    for (const [tool, score] of scores.entries()) {
      if (score === best) led[tool] = (led[tool] ?? 0) + 1 / leaders
    }
  }
  return decided === 0 ? null : led.map((count) => count / decided)
}

/** The weights of a draw are made once, for the first tool asked. */
function drawsOfWeights(
  weights: readonly number[],
  seed: number,
  scoreOf: (drawn: readonly number[], tool: number) => number | null,
): (draw: number, tool: number) => number | null {
  const next = uniform(seed)
  const drawn = Array.from({ length: weightDraws }, () =>
    weights.map((weight) => weight * 2 ** (2 * next() - 1)),
  )
  return (draw, tool) => scoreOf(drawn[draw] ?? weights, tool)
}

/** Rows that were measured take the mark of the draw; the others keep theirs. */
function resampledMarks(
  matrix: Matrix,
  rows: readonly { id: string }[],
  marks: readonly (readonly (number | null)[])[],
  draw: number,
  tool: number,
): (number | null)[] {
  const key = matrix.tools[tool]?.key ?? ''
  return rows.map(({ id }, row) => {
    const drawn = matrix.resampled.marks[id]?.[key]
    return drawn === undefined ? (marks[tool]?.[row] ?? null) : (drawn[draw] ?? null)
  })
}

/** Mulberry32: small, seeded, enough for drawing weights. Between 0 and 1, 1 excluded. */
function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
