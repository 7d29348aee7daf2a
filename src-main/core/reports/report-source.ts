/** What a report is made of: the comparison, and what the record holds of its dataset and runs. */
import type { Comparison } from '../../contract/comparison.ts'
import type { CriteriaMatrix } from '../../contract/criteria.ts'
import type { FrozenDataset } from '../../contract/datasets.ts'
import type { Finding } from '../../contract/findings.ts'
import type { RunRecord } from '../../contract/evaluations.ts'
import type { ToolDescription } from '../../contract/tools.ts'

export interface ReportedRun {
  readonly record: RunRecord
  readonly tool: ToolDescription
}

export interface ReportedFinding extends Finding {
  /** PNG as base64; null where it could not be made. */
  readonly picture: string | null
}

export interface ReportSource {
  readonly comparison: Comparison
  readonly dataset: FrozenDataset
  readonly runs: readonly ReportedRun[]
  /** What people stated about images and training data, in sentences; empty where nobody had to. */
  readonly independence: readonly string[]
  /** When metric, alpha and minimal relevant difference were fixed. */
  readonly orderedAt: string
  /** End of the record's chain of hashes when the report was written. */
  readonly head: { readonly seq: number; readonly hash: string | null }
  /** What people marked in the images, without what they took back. */
  readonly findings: readonly ReportedFinding[]
  /** The decision as it stands then; null where it was not asked for. */
  readonly criteria: CriteriaMatrix | null
  readonly writtenAt: string
  readonly programVersion: string
}
