/** Formulas, empty cases and proofs of the metrics of masks and class maps. */
import type { NoteRow, Proof } from './note-row.ts'

const masks = (...names: string[]): Proof => ({ kind: 'semantic', names })
const mapsOfClasses = (...names: string[]): Proof => ({ kind: 'semantic_multiclass', names })

export const pixelNotes: readonly NoteRow[] = [
  [/^dice$/, '2 |T ∩ P| / (|T| + |P|)', 'pixelAgreement', masks('dice')],
  [/^iou$/, '|T ∩ P| / |T ∪ P|', 'pixelAgreement', masks('iou')],
  [/^precision$/, '|T ∩ P| / |P|', 'pixelPrecision', masks('precision')],
  [/^recall$/, '|T ∩ P| / |T|', 'pixelRecall', masks('recall')],
  [
    /^dice-class@/,
    '2 |T ∩ P| / (|T| + |P|), T and P the pixels of one class',
    'none',
    mapsOfClasses('dice_per_class'),
  ],
  [
    /^iou-class@/,
    '|T ∩ P| / |T ∪ P|, T and P the pixels of one class',
    'none',
    mapsOfClasses('iou_per_class'),
  ],
  [/^precision-class@/, '|T ∩ P| / |P|, T and P the pixels of one class', 'none'],
  [/^recall-class@/, '|T ∩ P| / |T|, T and P the pixels of one class', 'none'],
  [/^specificity$/, 'TN / (TN + FP)', 'none', masks('specificity')],
  [
    /^hausdorff$/,
    'max of max d(t, ∂P) over ∂T and max d(p, ∂T) over ∂P',
    'borderDistance',
    masks('hausdorff'),
  ],
  [
    /^hd95$/,
    'max of the 95th percentiles of d(t, ∂P) and of d(p, ∂T)',
    'borderDistance',
    masks('hd95_max_of_directed'),
  ],
  [
    /^hd95-pooled$/,
    '95th percentile of all d(t, ∂P) and d(p, ∂T)',
    'borderDistance',
    masks('hd95_pooled'),
  ],
  [/^assd$/, '(Σ d(t, ∂P) + Σ d(p, ∂T)) / (|∂T| + |∂P|)', 'borderDistance', masks('assd_pooled')],
  [/^masd$/, '(mean d(t, ∂P) + mean d(p, ∂T)) / 2', 'borderDistance', masks('masd')],
  [
    /^nsd-mean@/,
    '(#{t: d(t, ∂P) ≤ τ} / |∂T| + #{p: d(p, ∂T) ≤ τ} / |∂P|) / 2',
    'pixelAgreement',
    masks('nsd_mean@T'),
  ],
  [
    /^surfel-hausdorff$/,
    'largest distance between surface elements, in both directions',
    'borderDistance',
    masks('surfel_hausdorff'),
  ],
  [
    /^surfel-hd95$/,
    'distance reached by 95 % of the surface, larger of both directions',
    'borderDistance',
    masks('surfel_hd95'),
  ],
  [
    /^surfel-asd-truth$/,
    'Σ a d / Σ a over elements of the true surface, a their length or area',
    'elementsOfTruth',
    masks('surfel_asd'),
  ],
  [
    /^surfel-asd-prediction$/,
    'Σ a d / Σ a over elements of the predicted surface, a their length or area',
    'elementsOfPrediction',
    masks('surfel_asd'),
  ],
  [
    /^surfel-nsd@/,
    'Σ a of elements with d ≤ τ / Σ a of all, both surfaces, a their length or area',
    'pixelAgreement',
    masks('surfel_nsd@T'),
  ],
  [/^f-beta@/, '(1 + β²) P R / (β² P + R)', 'pixelAgreement', masks('f2')],
  [/^area-difference$/, '(|P| − |T|) / |T|', 'relativeToTruth'],
  [
    /^boundary-iou-cheng@/,
    '|B(T) ∩ B(P)| / |B(T) ∪ B(P)|, B(A) = A without A eroded by 3 × 3, round(r · diagonal) times',
    'pixelAgreement',
    masks('boundary_iou_cheng@D'),
  ],
  [/^topology-precision$/, '|S(P) ∩ T| / |S(P)|', 'lineOfPrediction', masks('topology_precision')],
  [/^topology-sensitivity$/, '|S(T) ∩ P| / |S(T)|', 'lineOfTruth', masks('topology_sensitivity')],
  [
    /^nsd@/,
    '(#{t: d(t, ∂P) ≤ τ} + #{p: d(p, ∂T) ≤ τ}) / (|∂T| + |∂P|)',
    'pixelAgreement',
    masks('nsd_pooled@T'),
  ],
  [
    /^boundary-iou@/,
    '|B(T) ∩ B(P)| / |B(T) ∪ B(P)|, B(A) = pixels of A closer than d to ∂A',
    'pixelAgreement',
    masks('boundary_iou@D'),
  ],
  [
    /^cl-dice$/,
    '2 a b / (a + b), a = |S(P) ∩ T| / |S(P)|, b = |S(T) ∩ P| / |S(T)|, S = skeleton',
    'pixelAgreement',
    masks('cldice', 'skeleton_gt', 'skeleton_pred'),
  ],
]
