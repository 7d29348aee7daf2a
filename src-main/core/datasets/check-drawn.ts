/** What drawing a ground truth from outlines did, as findings: from which format, and what did not fit. Pure. */
import type { Finding } from '../../contract/datasets.ts'
import { counted } from '../counted.ts'

export interface DrawnTruth {
  /** The format's usual name. */
  readonly format: string
  /** Overlaps, cut and empty objects, in sentences. */
  readonly notes: readonly string[]
}

/** `drawn` is null for a ground truth that is an image. */
export function checkDrawn(
  cases: readonly { readonly id: string; readonly drawn: DrawnTruth | null }[],
): Finding[] {
  const drawn = cases.flatMap(({ id, drawn: found }) => (found === null ? [] : [{ id, ...found }]))
  if (drawn.length === 0) return []
  const formats = [...new Set(drawn.map(({ format }) => format))].sort()
  const all: Finding = {
    severity: 'note',
    check: 'truth-drawn',
    cases: drawn.map(({ id }) => id),
    message: `${counted(drawn.length, 'ground truth')} drawn from outlines (${formats.join(', ')}): a pixel belongs to an object where its centre does.`,
  }
  const told = drawn.filter(({ notes }) => notes.length > 0)
  return [
    all,
    ...told.map(({ id, notes }): Finding => ({
      severity: 'warning',
      check: 'truth-drawn-changed',
      cases: [id],
      message: `${id}: ${notes.join(' ')}`,
    })),
  ]
}
