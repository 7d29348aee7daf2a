/** Cells of the matrix: what is known with its evidence, or why nothing is. */
import type { Cell, EvidenceLink } from '../../contract/criteria.ts'

const nothing: Cell = {
  state: 'unknown',
  text: '',
  reason: '',
  value: null,
  unit: '',
  lower: null,
  upper: null,
  n: null,
  points: null,
  gate: null,
  mark: null,
  marks: [],
  conflict: '',
  evidence: [],
}

/** Bears no mark, whatever it would have been. */
export function unknownCell(reason: string, evidence: readonly EvidenceLink[] = []): Cell {
  return { ...nothing, reason, evidence: [...evidence] }
}

export function notApplicable(reason: string, evidence: readonly EvidenceLink[] = []): Cell {
  return {
    ...nothing,
    state: 'not-applicable',
    text: 'does not apply',
    reason,
    evidence: [...evidence],
  }
}

export type Known = Pick<Cell, 'state' | 'text'> & Partial<Cell>

export function knownCell(known: Known): Cell {
  return { ...nothing, ...known }
}

/** Enough digits to tell values apart, none that only pretend. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : 'minus infinite'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 100 || Number.isInteger(value)) return String(Math.round(value))
  return String(Number(value.toPrecision(size >= 1 ? 3 : 2)))
}
