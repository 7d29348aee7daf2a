/** One cell: a criterion asked of a tool, by where its answer comes from. */
import type { Cell, Criterion } from '../../contract/criteria.ts'
import { unknownCell } from './cells.ts'
import type { DocumentState } from './documents.ts'
import { fieldCell } from './field-cell.ts'
import { gateFact } from './gate-facts.ts'
import { markCell } from './mark-cell.ts'
import { measurementCell } from './measurement-cell.ts'
import { fixed, metricCell, type MeasuredCell } from './metric-cell.ts'
import type { Statement } from './read-decisions.ts'
import { statedCell, vendorSilent } from './stated-cell.ts'
import type { ToolFacts } from './tool-facts.ts'

export interface SaidOfTool {
  readonly statements: readonly Statement[]
  readonly stateOf: (statement: Statement) => DocumentState
  readonly marks: Cell['marks']
}

/** `within`: the cases of the row's stratum; null for all. */
export function rowCell(
  criterion: Criterion,
  tool: ToolFacts,
  within: ReadonlySet<string> | null,
  said: SaidOfTool,
): MeasuredCell {
  const stated = statedCell(criterion, said.statements, said.stateOf)
  const found = combined(criterion, tool, within, stated)
  return { ...found, cell: markCell(criterion, found.cell, said.marks, found.exact) }
}

function combined(
  criterion: Criterion,
  tool: ToolFacts,
  within: ReadonlySet<string> | null,
  stated: Cell | null,
): MeasuredCell {
  const { source, stratum } = criterion
  switch (source.from) {
    // A claim is no measurement: what a vendor says of its scores stands in no cell of scores.
    case 'metric':
      return metricCell(source.metric, tool, stratum, within)
    case 'measurement':
      return preferMeasured(measurementCell(source.measurement, tool, stratum, within), stated)
    case 'field':
      return fixed(readOrStated(fieldCell(source.field, tool), stated))
    case 'person': {
      const fact = criterion.kind === 'gate' ? gateFact(criterion, tool) : null
      if (fact !== null && stated !== null) return fixed(factBesideStated(fact, stated))
      return fixed(stated ?? fact ?? unknownCell('Nobody has answered this yet.'))
    }
  }
}

/** What a person says stands beside what was measured, and in its place only where nothing was. */
function preferMeasured(measured: MeasuredCell, stated: Cell | null): MeasuredCell {
  if (stated === null) return measured
  if (measured.cell.state === 'unknown') return fixed(stated)
  const { cell } = measured
  return { ...measured, cell: { ...cell, evidence: [...cell.evidence, ...stated.evidence] } }
}

/** A run and a person who disagree about a must leave it open, with both in sight; neither overrules the other. */
function factBesideStated(fact: Cell, stated: Cell): Cell {
  if (stated.state === 'not-applicable')
    return { ...stated, evidence: [...stated.evidence, ...fact.evidence] }
  const cell = {
    ...fact,
    conflict: stated.conflict,
    evidence: [...fact.evidence, ...stated.evidence],
  }
  if (stated.gate === fact.gate || stated.text === vendorSilent) return cell
  const denied = `A run here says ${fact.text}, but a person answers: ${stated.text}.`
  return { ...cell, gate: 'open', conflict: [denied, stated.conflict].filter(Boolean).join(' ') }
}

/** What the description says counts; a person adds what it leaves out, and may contradict it. */
function readOrStated(read: Cell, stated: Cell | null): Cell {
  if (stated === null) return read
  if (read.state !== 'read') return stated
  const evidence = [...read.evidence, ...stated.evidence]
  if (read.points === 0)
    return {
      ...stated,
      evidence,
      conflict: [stated.conflict, 'The description itself does not say it.']
        .filter(Boolean)
        .join(' '),
    }
  const denied =
    stated.points === 0 ? `The description says it, but a person answers: ${stated.text}.` : ''
  return { ...read, evidence, conflict: [stated.conflict, denied].filter(Boolean).join(' ') }
}
