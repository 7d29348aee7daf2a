/** All that cells are made of, for one tool: gathered once, then every row is answered from it. */
import type { Comparison, ComparedTool } from '../../contract/comparison.ts'
import type { FrozenDataset } from '../../contract/datasets.ts'
import type { SeamCheck } from '../../contract/model-check.ts'
import type { ToolDescription } from '../../contract/tools.ts'
import type { Digest, ToolKind } from '../../contract/words.ts'
import type { ReviewedTool } from '../review/reviewed-tool.ts'
import type { DescribedTool } from './field-cell.ts'
import type { Checked } from './read-decisions.ts'
import type { RunFacts } from './run-facts.ts'

export interface ComparedFacts {
  readonly comparison: Comparison
  readonly dataset: FrozenDataset | null
  readonly tool: ComparedTool
  readonly run: RunFacts
  /** Of the last locked review of the comparison; null where none is locked. */
  readonly review: ReviewedTool | null
}

export interface ToolFacts extends DescribedTool {
  /** Key of the comparison; of a tool that was in none, its digest. */
  readonly key: string
  readonly name: string
  readonly digest: Digest
  readonly kind: ToolKind
  /** As it was recorded; null where the record does not know the tool. */
  readonly recorded: ToolDescription | null
  readonly seam: { readonly seq: number; readonly check: SeamCheck } | null
  /** Null: it was in no comparison. */
  readonly compared: ComparedFacts | null
  readonly checkOf: (check: string) => Checked | null
}

/** Why nothing was measured here at all; null where a run stands behind it. */
export function notMeasured({ compared }: Pick<ToolFacts, 'compared'>): string | null {
  if (compared === null) return 'It was in no comparison yet.'
  return compared.run.gone
}
