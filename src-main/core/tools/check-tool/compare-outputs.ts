/** How far two answers to the same image differ. */
import type { ReadOutput } from './read-output.ts'

export interface OutputDifference {
  /** Pixels, or lines of a table, of a million; all of them where the sizes differ. */
  readonly perMillion: number
  /** Of real values; null for labels and tables, whose numbers are names. */
  readonly largest: number | null
}

/**
 * Bit by bit; with `tolerance`, real values count as equal that differ by at most this share of the first
 * answer's largest magnitude. Two values that are no numbers are equal.
 */
export function compareOutputs(a: ReadOutput, b: ReadOutput, tolerance = 0): OutputDifference {
  if (a.kind === 'lines' || b.kind === 'lines')
    return a.kind === 'lines' && b.kind === 'lines' ? compareLines(a.lines, b.lines) : all
  if (a.kind !== b.kind || a.shape.join() !== b.shape.join()) return all
  let magnitude = 0
  if (tolerance > 0)
    for (const value of a.data)
      if (Number.isFinite(value)) magnitude = Math.max(magnitude, Math.abs(value))
  let [different, largest] = [0, 0]
  for (let i = 0; i < a.data.length; i++) {
    const [one, other] = [a.data[i]!, b.data[i]!]
    if (Object.is(one, other) || one === other) continue
    const difference = Math.abs(one - other)
    if (difference <= tolerance * magnitude) continue
    different++
    largest = Math.max(largest, Number.isNaN(difference) ? Infinity : difference)
  }
  return {
    perMillion: (different / Math.max(1, a.data.length)) * 1e6,
    largest: a.kind === 'image' ? largest : null,
  }
}

const all: OutputDifference = { perMillion: 1e6, largest: null }

function compareLines(a: readonly string[], b: readonly string[]): OutputDifference {
  const length = Math.max(a.length, b.length)
  const different = Array.from({ length }, (_, i) => a[i] !== b[i]).filter(Boolean).length
  return { perMillion: (different / Math.max(1, length)) * 1e6, largest: null }
}
