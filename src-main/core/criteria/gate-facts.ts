/** Musts that a run here answers by itself, where nobody stated anything. Only as the proposal asks them. */
import type { Cell, Gate } from '../../contract/criteria.ts'
import { knownCell } from './cells.ts'
import { gateRows } from './gate-rows.ts'
import { notMeasured, type ToolFacts } from './tool-facts.ts'

/** Null where the run does not tell. */
export function gateFact(gate: Gate, tool: ToolFacts): Cell | null {
  const proposed = gateRows.find(({ id }) => id === gate.id)
  if (proposed?.question !== gate.question) return null
  const { compared, kind } = tool
  if (compared === null || notMeasured(tool) !== null) return null
  const { run } = compared
  if (!run.work.some(({ state }) => state === 'done')) return null
  const text = facts[gate.id]?.(kind, run.entry?.host ?? 'this machine') ?? null
  if (text === null) return null
  return knownCell({
    ...{ state: 'measured', text: 'yes', gate: 'met' },
    evidence: [{ kind: 'run', run: run.run, text }],
  })
}

const facts: Readonly<Record<string, (kind: ToolFacts['kind'], host: string) => string | null>> = {
  'gate.offline': (kind) =>
    kind === 'model' || kind === 'baseline'
      ? 'ran inside Touchstone, which opens no connection for it'
      : null,
  'gate.operating-system': (kind, host) => (kind === 'predictions' ? null : `ran on ${host}`),
  'gate.formats': (kind) =>
    kind === 'predictions' ? null : 'Touchstone read these images for it and wrote its results',
}
