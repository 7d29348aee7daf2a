/** How a family of metrics is noted. */
import type { EmptyRule } from './empty-rules.ts'

/** Values of the self-test that must equal their reference before the metric is believed. */
export interface Proof {
  readonly kind: string
  readonly names: readonly string[]
}

export type NoteRow = readonly [
  ids: RegExp,
  formula: string,
  emptyRule: EmptyRule,
  ...proofs: Proof[],
]
