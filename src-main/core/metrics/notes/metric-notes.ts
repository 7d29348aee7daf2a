/**
 * Formula, rule for empty cases and proof of every metric of the catalogue, by families of ids. A proof
 * names the values of the self-test that must equal their reference before the metric is believed.
 */
import type { EmptyRule } from './empty-rules.ts'

export interface Proof {
  readonly kind: string
  readonly names: readonly string[]
}

export interface MetricNote {
  readonly formula: string
  readonly emptyRule: EmptyRule
  readonly proofs: readonly Proof[]
}

type Row = readonly [ids: RegExp, formula: string, emptyRule: EmptyRule, ...proofs: Proof[]]

const objects = (...names: string[]): Proof => ({ kind: 'instance', names })
const masks = (...names: string[]): Proof => ({ kind: 'semantic', names })
const mapsOfClasses = (...names: string[]): Proof => ({ kind: 'semantic_multiclass', names })
const images = (...names: string[]): Proof => ({ kind: 'restoration', names })
const points = (...names: string[]): Proof => ({ kind: 'detection', names })
const classes = (...names: string[]): Proof => ({ kind: 'classification', names })

const families: readonly Row[] = [
  // objects
  [/^f1@/, 'F1 = 2 TP / (2 TP + FP + FN)', 'objectAgreement', objects('stardist_matching')],
  [/^precision@/, 'TP / (TP + FP)', 'objectPrecision', objects('stardist_matching')],
  [/^recall@/, 'TP / (TP + FN)', 'objectRecall', objects('stardist_matching')],
  [
    /^panoptic-quality@/,
    'PQ = Σ IoU of matched pairs / (TP + FP/2 + FN/2)',
    'objectAgreement',
    objects('stardist_matching', 'pq_strict'),
  ],
  [/^mean-matched-iou@/, 'Σ IoU of matched pairs / TP', 'matchedIou', objects('stardist_matching')],
  [
    /^mean-true-iou@/,
    'Σ IoU of matched pairs / number of true objects',
    'objectRecall',
    objects('stardist_matching'),
  ],
  [/^count-error$/, 'n(predicted) − n(true)', 'count', objects('n_true', 'n_pred')],
  [/^missed$/, 'true objects without match, split and merged ones aside', 'count'],
  [/^extra$/, 'predicted objects without match, split and merging ones aside', 'count'],
  [/^split$/, 'true objects with two or more fragments', 'count'],
  [/^merged$/, 'predicted objects that join two or more true ones', 'count'],
  [
    /^critical-success-index-mean@/,
    'mean over IoU 0.5, 0.55 … 0.95 of TP / (TP + FP + FN)',
    'objectAgreement',
    objects('mean_ap_50_95'),
  ],
  [
    /^critical-success-index@/,
    'TP / (TP + FP + FN)',
    'objectAgreement',
    objects('stardist_matching', 'cellpose_ap'),
  ],
  [
    /^f1-mean@/,
    'mean over IoU 0.5, 0.55 … 0.95 of 2 TP / (2 TP + FP + FN)',
    'objectAgreement',
    objects('stardist_matching'),
  ],
  [
    /^aji$/,
    'Σ |T ∩ P| / (Σ |T ∪ P| + areas of T without and P never taken), P of best IoU for each T',
    'objectAgreement',
    objects('aji'),
  ],
  [
    /^aji-plus$/,
    'Σ |T ∩ P| / (Σ |T ∪ P| + areas of unpaired objects), pairs one to one with largest IoU sum',
    'objectAgreement',
    objects('aji_plus'),
  ],
  [
    /^aji-cellpose$/,
    'Σ |T ∩ P| of pairs one to one / |all T ∪ all P|',
    'objectAgreement',
    objects('cellpose_aggregated_jaccard_index'),
  ],
  [
    /^ctc-seg$/,
    'mean over true objects of |T ∩ P| / |T ∪ P|, P with |T ∩ P| > |T| / 2, else 0',
    'objectRecall',
    objects('ctc_seg', 'ctc_seg_per_object'),
  ],
  [
    /^ctc-det$/,
    '1 − min(D, D₀) / D₀, D = 5 NS + 10 FN + FP, D₀ = 10 n(true)',
    'objectRecall',
    objects('ctc_det'),
  ],
  [/^catastrophe$/, 'tangles of two or more true and two or more predicted objects', 'count'],
  [/^correct$/, 'TP', 'count', objects('stardist_matching')],
  [
    /^relative-count-error$/,
    '(n(predicted) − n(true)) / n(true)',
    'relativeToTruth',
    objects('n_true', 'n_pred'),
  ],
  [/^area-error$/, '(Σ|P| − Σ|T|) / Σ|T|', 'relativeToTruth'],
  [
    /^foreground-dice$/,
    '2 |all T ∩ all P| / (Σ|T| + Σ|P|)',
    'objectAgreement',
    objects('panoptica'),
  ],
  [
    /^matched-dice@/,
    'mean over matched pairs of 2 |T ∩ P| / (|T| + |P|)',
    'matchedIou',
    objects('panoptica'),
  ],
  [
    /^panoptic-dice@/,
    'Σ Dice of matched pairs / (TP + FP/2 + FN/2)',
    'objectAgreement',
    objects('panoptica'),
  ],
  [
    /^matched-area-error@/,
    'mean over matched pairs of (|P| − |T|) / |T|',
    'matchedArea',
    objects('panoptica'),
  ],
  [
    /^matched-masd@/,
    'mean over matched pairs of (mean d(t, ∂P) + mean d(p, ∂T)) / 2',
    'matchedDistance',
    objects('panoptica'),
  ],
  [
    /^adapted-rand-error$/,
    '1 − 2 Σ n(n − 1) of overlaps / (Σ n(n − 1) of T + Σ n(n − 1) of P)',
    'randError',
    objects('adapted_rand_error'),
  ],
  [/^voi-split$/, 'H(P|T) in bits', 'count', objects('variation_of_information')],
  [/^voi-merge$/, 'H(T|P) in bits', 'count', objects('variation_of_information')],
  [
    /^outline-f@/,
    '2 P R / (P + R) of dilated outlines',
    'outlineF',
    objects('cellpose_boundary_scores'),
  ],
  [
    /^outline-precision@/,
    'TP / (TP + FP) of dilated outlines',
    'outlinePrecision',
    objects('cellpose_boundary_scores'),
  ],
  [
    /^outline-recall@/,
    'TP / (TP + FN) of dilated outlines',
    'objectRecall',
    objects('cellpose_boundary_scores'),
  ],
  // pixels
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
  // values
  [/^psnr$/, '10 log₁₀(L² / MSE)', 'psnr', images('psnr_R')],
  [
    /^ssim-wang$/,
    'mean of (2 μx μy + C₁)(2 σxy + C₂) / ((μx² + μy² + C₁)(σx² + σy² + C₂)), Gaussian window',
    'ssim',
    images('ssim_gaussian_R', 'ssim_gaussian_map'),
  ],
  [
    /^ssim-uniform7$/,
    'the same with equal weights over 7 pixels and sample covariance',
    'ssim',
    images('ssim_default_R', 'ssim_default_map'),
  ],
  [
    /^ms-ssim$/,
    'Π csₛ^wₛ · ssim₅^w₅ over five scales, w = 0.0448, 0.2856, 0.3001, 0.2363, 0.1333',
    'scales',
    images('ms_ssim_valid'),
  ],
  [/^nrmse-euclidean$/, '√(Σ (T − P)² / Σ T²)', 'relativeError', images('nrmse_euclidean')],
  [/^nrmse-min-max$/, 'RMSE / (max T − min T)', 'rangeError', images('nrmse_minmax')],
  [/^nrmse-mean$/, 'RMSE / mean T', 'relativeError', images('nrmse_mean')],
  [/^pearson$/, 'cov(T, P) / (sd T · sd P)', 'correlation', images('pearson')],
  [
    /^frc$/,
    'n / q in pixels, q = first ring with FRC(q) < threshold, interpolated; 1/7; half-bit (0.2071 + 1.9102/√N) / (1.2071 + 0.9102/√N); one-bit (0.5 + 2.4142/√N) / (1.5 + 1.4142/√N); 3-sigma 3/√(N/2), N Fourier pixels of the ring',
    'rings',
    images('frc_hann', 'frc_hann_1/7'),
  ],
  [/^nrmse-std$/, 'RMSE / sd T', 'rangeError'],
  [
    /^ms-ssim-torchmetrics$/,
    'as MS-SSIM, the coarsest scale over the whole map with mirrored borders',
    'scales',
    images('ms_ssim_torchmetrics'),
  ],
  [
    /^ssim-torchmetrics$/,
    'as SSIM (Wang), over the whole map with mirrored borders',
    'pairRange',
    images('ms_ssim_torchmetrics'),
  ],
  [
    /^micro-ssim$/,
    'SSIM of (T − p₃(T)) / max and α (P − p₃(P)) / max, α = the gain with the largest SSIM',
    'rangeError',
    images('microssim'),
  ],
  [/^nmi$/, '(H(T) + H(P)) / H(T, P)', 'information', images('nmi_100')],
  [/^gain-minus-one$/, 'cov(P, T) / (var P + 10⁻¹⁰) − 1', 'fit', images('minmse_rmse')],
  [/^offset$/, 'mean T − α mean P', 'fit', images('minmse_rmse')],
  [
    /^psnr-after-fit$|^psnr-range-invariant$/,
    '10 log₁₀(L² / MSE) of αP + β',
    'fittedRange',
    images('minmse_psnr'),
  ],
  [
    /^ssim-wang-after-fit$/,
    'SSIM (Wang) of αP + β',
    'fittedRange',
    images('ssim_gaussian_R', 'minmse_rmse'),
  ],
  [
    /^nrmse-euclidean-after-fit$/,
    '√(Σ (T − αP − β)² / Σ T²)',
    'fittedRelativeError',
    images('minmse_rmse'),
  ],
  [
    /^care-psnr$/,
    '10 log₁₀(L² / MSE) of normalised T and αP + β',
    'rangeError',
    images('care_psnr'),
  ],
  [/^care-ssim$/, 'SSIM (uniform 7) of normalised T and αP + β', 'rangeError', images('care_ssim')],
  [/^care-nrmse$/, 'RMSE / L of normalised T and αP + β', 'rangeError', images('care_nrmse')],
  [/^zerocost-psnr$/, '10 log₁₀(1 / MSE) of its normalised T and P', 'correlation'],
  [/^zerocost-ssim$/, 'SSIM (Wang), L = 1, of its normalised T and P', 'correlation'],
  [/^zerocost-nrmse$/, '√(mean |T − P|) of its normalised T and P', 'correlation'],
  [/^decorrelation$/, '2 / k_c, k_c = highest peak of Σ|I| / √(Σ|I|² N) over high-passes', 'peaks'],
  [/^squirrel-rsp$/, 'ρ(I, α (P * G(σ)) + β), α, β, σ by least squares', 'input'],
  [/^squirrel-rse$/, '√(mean (I − α (P * G(σ)) − β)²), α, β, σ by least squares', 'input'],
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
    'none',
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
    'none',
    classes('mcc'),
    masks('mcc'),
  ],
  [/^kappa$/, '(pₒ − pₑ) / (1 − pₑ)', 'none', classes('cohen_kappa'), masks('cohen_kappa')],
  [
    /^auroc$/,
    'P(score of a positive > score of a negative) + ½ P(equal)',
    'none',
    classes('roc_auc', 'roc_auc_ovr_macro'),
  ],
  [
    /^average-precision$/,
    'Σ (Rₙ − Rₙ₋₁) Pₙ',
    'none',
    classes('average_precision', 'average_precision_macro'),
  ],
  [/^brier-sum$/, 'mean over samples of Σₖ (pₖ − yₖ)²', 'none', classes('brier_sum_over_classes')],
  [/^brier-binary$/, 'mean over samples of (p − y)²', 'none', classes('brier')],
  [
    /^ece$/,
    'Σ over bins of n_b/n · |share that came true − mean p|',
    'none',
    classes('ece_positive_class_B', 'ece_top_label_B'),
  ],
  [/^log-loss$/, '−mean ln p of the true class', 'none', classes('log_loss')],
]

/** Of an id that no family knows the definition is all there is. */
export function metricNote(id: string): MetricNote | null {
  const row = families.find(([ids]) => ids.test(id))
  if (row === undefined) return null
  const [, formula, emptyRule, ...proofs] = row
  return { formula, emptyRule, proofs }
}
