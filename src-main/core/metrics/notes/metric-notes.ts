/**
 * Formula, rule for empty cases and proof of every metric of the catalogue, by families of ids. A proof
 * names the values of the self-test that must equal their reference before the metric is believed.
 */
import type { EmptyRule } from './empty-rules.ts'
import type { NoteRow, Proof } from './note-row.ts'
import { objectNotes } from './object-notes.ts'
import { pixelNotes } from './pixel-notes.ts'
import { valueNotes } from './value-notes.ts'

export interface MetricNote {
  readonly formula: string
  readonly emptyRule: EmptyRule
  readonly proofs: readonly Proof[]
}

const masks = (...names: string[]): Proof => ({ kind: 'semantic', names })
const points = (...names: string[]): Proof => ({ kind: 'detection', names })
const classes = (...names: string[]): Proof => ({ kind: 'classification', names })

const families: readonly NoteRow[] = [
  ...objectNotes,
  ...pixelNotes,
  ...valueNotes,
  // points
  [/^f1-points(@|$)/, '2 TP / (2 TP + FP + FN)', 'objectAgreement', points('hungarian@C')],
  [/^precision-points(@|$)/, 'TP / (TP + FP)', 'pointPrecision', points('hungarian@C')],
  [/^recall-points(@|$)/, 'TP / (TP + FN)', 'objectRecall', points('hungarian@C')],
  [/^localisation-rmse(@|$)/, '√(mean d² of pairs)', 'pointDistance', points('hungarian@C')],
  [
    /^average-precision-points(@|$)/,
    'Σ (Rₙ − Rₙ₋₁) Pₙ by falling score, greedy pairs within the gate',
    'scoredPoints',
  ],
  // classes
  [
    /^balanced-accuracy$/,
    'mean over classes of TPₖ / (TPₖ + FNₖ)',
    'classRecall',
    classes('balanced_accuracy'),
    masks('balanced_accuracy'),
  ],
  [/^accuracy$/, 'right / all', 'none', classes('accuracy'), masks('accuracy')],
  [
    /^f1-macro$/,
    'mean over classes of 2 TPₖ / (2 TPₖ + FPₖ + FNₖ)',
    'none',
    classes('f1_macro', 'f1_per_class'),
  ],
  [
    /^mcc$/,
    '(c s − Σ pₖ tₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)), c right of s; pₖ predicted, tₖ true of class k',
    'classCorrelation',
    classes('mcc'),
    masks('mcc'),
  ],
  [
    /^kappa$/,
    '(pₒ − pₑ) / (1 − pₑ)',
    'classAgreement',
    classes('cohen_kappa'),
    masks('cohen_kappa'),
  ],
  [
    /^auroc$/,
    'P(score of a positive > score of a negative) + ½ P(equal)',
    'classRanking',
    classes('roc_auc', 'roc_auc_ovr_macro'),
  ],
  [
    /^average-precision$/,
    'Σ (Rₙ − Rₙ₋₁) Pₙ',
    'classOfTwo',
    classes('average_precision', 'average_precision_macro'),
  ],
  [
    /^brier-sum$/,
    'mean over samples of Σₖ (pₖ − yₖ)²',
    'classProbability',
    classes('brier_sum_over_classes'),
  ],
  [/^brier-binary$/, 'mean over samples of (p − y)²', 'onlyOfTwo', classes('brier')],
  [
    /^ece$/,
    'Σ over bins of n_b/n · |share that came true − mean p|',
    'classOfTwo',
    classes('ece_positive_class_B', 'ece_top_label_B'),
  ],
  [/^log-loss$/, '−mean ln p of the true class', 'classProbability', classes('log_loss')],
]

/** Of an id that no family knows the definition is all there is. */
export function metricNote(id: string): MetricNote | null {
  const row = families.find(([ids]) => ids.test(id))
  if (row === undefined) return null
  const [, formula, emptyRule, ...proofs] = row
  return { formula, emptyRule, proofs }
}
