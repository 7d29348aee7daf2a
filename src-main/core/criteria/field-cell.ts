/** A cell out of a field of a model's description, quoted, with points for saying it and for saying it well. */
import type { Cell, EvidenceLink } from '../../contract/criteria.ts'
import type { DescriptionFacts } from '../engine-port.ts'
import { knownCell, notApplicable, unknownCell } from './cells.ts'
import { transparencyFields } from './transparency-rows.ts'

export interface Installed {
  readonly seq: number
  /** `passed`, `ran-not-reproduced`, `cannot-run`, `not-run`. */
  readonly testOutputs: string
}

export interface DescribedTool {
  readonly kind: string
  /** Null where it could not be read, or there is none: `noDescription` says why. */
  readonly description: DescriptionFacts | null
  readonly noDescription: string
  /** How its test outputs came out when it was installed here; null where it was not. */
  readonly installed: Installed | null
}

/** Questions that only something trained can answer. */
const ofTrained = new Set(['training', 'runnable', 'scale', 'card'])

export function fieldCell(field: string, tool: DescribedTool): Cell {
  const asked = transparencyFields.find((one) => one.field === field)
  const isOfTrained =
    ofTrained.has(asked?.section ?? '') || field === 'parent' || field === 'training_data'
  if (tool.kind === 'baseline' && isOfTrained)
    return notApplicable('A built-in method is not trained, and is described by its code.')
  const fact = tool.description?.[field]
  if (fact === undefined)
    return unknownCell(tool.noDescription || `Its description is not asked for ${field}.`)
  const evidence: EvidenceLink[] = [{ kind: 'field', field, quote: fact.quote }]
  const known = { evidence, text: fact.quote === '' ? fact.note : fact.quote }
  const points =
    field === 'test_tensor' ? reproduced(fact.points, tool.installed, evidence) : fact.points
  return knownCell({ state: 'read', ...known, value: points, points, unit: '' })
}

/** Present is one point; that they come out here as well is the second. */
function reproduced(
  points: 0 | 1 | 2,
  installed: Installed | null,
  evidence: EvidenceLink[],
): 0 | 1 | 2 {
  if (points === 0 || installed === null) return points
  const passed = installed.testOutputs === 'passed'
  evidence.push({
    kind: 'check',
    seq: installed.seq,
    text: passed ? 'Reproduced here when it was installed.' : 'Not reproduced here.',
  })
  return passed ? 2 : 1
}
