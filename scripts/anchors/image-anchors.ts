/** Anchors of images, points and classes: squares on an empty ground, four pixels, two confusion matrices. */
import {
  drawing,
  exact,
  float32,
  list,
  of,
  printed,
  rows,
  type Anchor,
  type AnchorCase,
  type Rectangle,
} from './anchor-case.ts'

const stardist = 'StarDist (650d3a1) stardist/matching.py, matching at IoU 0.5; Schmidt et al. 2018'
const cellpose = 'Cellpose (849ca11) cellpose/metrics.py, average_precision; Stringer et al. 2021'
const cellposeAji = 'Cellpose (849ca11) cellpose/metrics.py, aggregated_jaccard_index'
const hovernet = 'HoVer-Net (67e2ce5) metrics/stats_utils.py, get_fast_pq; Graham et al. 2019'
const hovernetAji = 'HoVer-Net (67e2ce5) metrics/stats_utils.py, get_fast_aji; Kumar et al. 2017'
const hovernetAjiPlus = 'HoVer-Net (67e2ce5) metrics/stats_utils.py, get_fast_aji_plus'
const ctc = 'py-ctcmetrics (9865e6f), SEG and DET; Ulman et al. 2017, Matula et al. 2015'

export function imageAnchors(): readonly AnchorCase[] {
  return [...squares(), ...borders(), ...pixels(), ...points(), ...classes()]
}

/** One prediction, five programs: what each of them prints. */
function squares(): readonly AnchorCase[] {
  const left: Rectangle = { label: 1, y: [3, 12], x: [3, 12] }
  const right: Rectangle = { label: 2, y: [3, 12], x: [13, 22] }
  const whole: Rectangle = { label: 1, y: [3, 12], x: [3, 22] }
  const shifted = (by: number): Rectangle => ({ label: 1, y: [3, 12], x: [3 + by, 12 + by] })
  const instance = (
    id: string,
    description: string,
    [truth, prediction]: readonly [readonly Rectangle[], readonly Rectangle[]],
    expected: Readonly<Record<string, Anchor>>,
  ): AnchorCase => ({
    ...{ id, kind: 'instance', description, kwargs: { background: 0 } },
    arrays: { gt: drawing(16, 26, truth), pred: drawing(16, 26, prediction) },
    expected,
  })
  return [
    instance(
      'square shifted by 2',
      'One square of 10 × 10 pixels, predicted 2 pixels to the right: IoU 80/120.',
      [[left], [shifted(2)]],
      {
        stardist_matching: matching({ tp: 1, fp: 0, fn: 0, panoptic_quality: 2 / 3 }),
        cellpose_ap: precision([0.5, 0.75], [1, 0]),
        cellpose_aggregated_jaccard_index: of(2 / 3, cellposeAji, float32),
        pq_strict: of({ pq: 2 / 3 }, hovernet, { abs: 2e-6, rel: 0 }),
        ctc_seg: of(2 / 3, ctc),
        ctc_det: of({ DET: 1 }, ctc),
      },
    ),
    instance(
      'square shifted by 5',
      'The same square, predicted 5 pixels to the right: IoU 50/150.',
      [[left], [shifted(5)]],
      {
        stardist_matching: matching({ tp: 0, fp: 1, fn: 1, panoptic_quality: 0 }),
        cellpose_ap: precision([0.5], [0]),
        cellpose_aggregated_jaccard_index: of(1 / 3, cellposeAji, float32),
        pq_strict: of({ pq: 0 }, hovernet),
        aji: of(1 / 3, hovernetAji, float32),
        ctc_seg: of(0, ctc),
        ctc_det: of({ FN: 1, FP: 1, DET: 0 }, ctc),
      },
    ),
    instance(
      'split in two',
      'One object of 10 × 20 pixels, predicted as its two halves: both have an IoU of exactly 0.5.',
      [[whole], [left, right]],
      {
        stardist_matching: matching({ tp: 1, fp: 1, fn: 0, f1: 2 / 3, panoptic_quality: 1 / 3 }),
        cellpose_ap: precision([0.5], [0.5]),
        cellpose_aggregated_jaccard_index: of(0.5, cellposeAji, float32),
        pq_strict: of({ dq: 0, pq: 0 }, hovernet),
        aji: of(1 / 3, hovernetAji, float32),
        aji_plus: of(1 / 3, hovernetAjiPlus, float32),
        ctc_seg: of(0, ctc),
        ctc_det: of({ FN: 1, FP: 2, DET: 0 }, ctc),
      },
    ),
    instance(
      'merged into one',
      'Two squares side by side, predicted as one object of 10 × 20 pixels.',
      [[left, right], [whole]],
      {
        stardist_matching: matching({ tp: 1, fp: 0, fn: 1, f1: 2 / 3, panoptic_quality: 1 / 3 }),
        cellpose_ap: precision([0.5], [0.5]),
        cellpose_aggregated_jaccard_index: of(0.5, cellposeAji, float32),
        pq_strict: of({ dq: 0, pq: 0 }, hovernet),
        aji: of(0.5, hovernetAji, float32),
        aji_plus: of(1 / 3, hovernetAjiPlus, float32),
        ctc_seg: of(0.5, ctc),
        ctc_det: of({ NS: 1, DET: 0.75 }, ctc),
      },
    ),
  ]
}

function matching(at: Readonly<Record<string, number>>): Anchor {
  const value = Object.fromEntries(Object.entries(at).map(([name, one]) => [name, [one]]))
  return { ...of(value, stardist, float32), kwargs: { thresh: [0.5] } }
}

function precision(threshold: readonly number[], ap: readonly number[]): Anchor {
  return { ...of({ threshold, ap }, cellpose, float32), kwargs: { threshold } }
}

/** Distances between borders: small enough to be measured with a ruler. */
function borders(): readonly AnchorCase[] {
  const reloaded = 'Metrics Reloaded (cb38dfc) pairwise measures; Maier-Hein, Reinke et al. 2024'
  const square = (first: number, last: number): Rectangle => ({
    ...{ label: 1, y: [first, last], x: [first, last] },
  })
  const semantic = (
    id: string,
    description: string,
    [side, truth, prediction]: readonly [number, readonly Rectangle[], readonly Rectangle[]],
    digits: Readonly<Record<string, string>>,
  ): AnchorCase => ({
    ...{ id, kind: 'semantic', description },
    arrays: { gt: drawing(side, side, truth), pred: drawing(side, side, prediction) },
    expected: Object.fromEntries(
      Object.entries(digits).map(([name, text]) => [name, printed(text, reloaded)]),
    ),
  })
  return [
    semantic(
      'border, too small',
      'A square of 4 × 4 pixels, predicted one pixel smaller on each side.',
      [14, [square(5, 8)], [square(6, 7)]],
      {
        ...{ fn: '12', fp: '0', iou: '0.250000', dice: '0.400000', hausdorff: '1.414214' },
        ...{ assd_pooled: '1.103553', masd: '1.069036', 'nsd_pooled@1': '0.750000' },
      },
    ),
    semantic(
      'border, too large',
      'The same square, predicted one pixel larger on each side.',
      [14, [square(5, 8)], [square(4, 9)]],
      {
        ...{ fn: '0', fp: '20', iou: '0.444444', dice: '0.615385', hausdorff: '1.414214' },
        ...{ assd_pooled: '1.051777', masd: '1.041421', 'nsd_pooled@1': '0.875000' },
      },
    ),
    semantic(
      'border with spikes',
      'A square of 5 × 5 pixels, predicted with a spike of two pixels on each side.',
      [
        11,
        [square(3, 7)],
        [square(3, 7), { label: 1, y: [5, 5], x: [1, 9] }, { label: 1, y: [1, 9], x: [5, 5] }],
      ],
      {
        ...{ iou: '0.757576', dice: '0.862069', assd_pooled: '0.444444', masd: '0.425000' },
        ...{ hausdorff: '2', hd95_max_of_directed: '2' },
        ...{ 'nsd_pooled@1': '0.888889', 'nsd_pooled@2': '1' },
      },
    ),
  ]
}

function pixels(): readonly AnchorCase[] {
  const skimage = 'scikit-image (cd0a3d2) tests of normalized_root_mse'
  const formula = 'by the formula'
  return [
    {
      id: 'four pixels',
      kind: 'restoration',
      description: 'The pixels 0, 2, 2, 2, predicted as 1, 1, 1, 1: every error is 1.',
      arrays: { gt: rows([[0, 2, 2, 2]]), pred: rows([[1, 1, 1, 1]]) },
      expected: {
        nrmse_mean: of(1 / 1.5, skimage),
        nrmse_euclidean: of(1 / Math.sqrt(3), skimage),
        nrmse_minmax: of(0.5, skimage),
        mse: of(1, formula),
        mae: of(1, formula),
        psnr_gt_range: of(10 * Math.log10(4), `${formula}: 10 log10(2² / 1)`),
      },
    },
    {
      id: 'gain and offset',
      kind: 'restoration',
      description: 'The pixels 0, 1, 2, 3, predicted twice as bright and 5 higher.',
      arrays: { gt: rows([[0, 1, 2, 3]]), pred: rows([[5, 7, 9, 11]]) },
      expected: {
        mse: of((25 + 36 + 49 + 64) / 4, formula),
        pearson: of(1, `${formula}: blind to gain and offset`),
        minmse_rmse: of(0, `${formula}: nothing is left after the fit`, { abs: 1e-9, rel: 0 }),
      },
    },
  ]
}

function points(): readonly AnchorCase[] {
  const formula = 'by the formula'
  return [
    {
      id: 'three points',
      kind: 'detection',
      description:
        'Two true points; found are one exactly, one at a distance of 5, and one too many.',
      arrays: {
        gt: rows([
          [0, 0],
          [0, 20],
        ]),
        pred: rows([
          [3, 4],
          [0, 20],
          [40, 40],
        ]),
      },
      expected: {
        'hungarian@5': of(
          { tp: 2, fp: 1, fn: 0, f1: 0.8, localisation_rmse: Math.sqrt(12.5), mean_distance: 2.5 },
          `${formula}; a distance equal to the gate is allowed`,
        ),
        'hungarian@4.9': of(
          { tp: 1, fp: 2, fn: 1, precision: 1 / 3, recall: 0.5, f1: 0.4, localisation_rmse: 0 },
          formula,
        ),
      },
    },
  ]
}

/** Same balanced accuracy, very different meaning: prevalence. */
function classes(): readonly AnchorCase[] {
  const formula =
    'by the formulas of Matthews 1975, Cohen 1960 and van Rijsbergen 1979, to the digits given'
  const confusion = (
    id: string,
    [tp, fp, fn, tn]: readonly [number, number, number, number],
    digits: Readonly<Record<string, string>>,
    [npv, ppv]: readonly [string, string],
  ): AnchorCase => {
    const times = (count: number, value: number): number[] => new Array<number>(count).fill(value)
    const labels = [...times(tp, 1), ...times(fp, 0), ...times(fn, 1), ...times(tn, 0)]
    const answers = [...times(tp, 1), ...times(fp, 1), ...times(fn, 0), ...times(tn, 0)]
    return {
      ...{ id, kind: 'classification' },
      description: `${tp} true and ${fp} false positives, ${fn} false and ${tn} true negatives.`,
      kwargs: { task: 'binary', threshold: 0.5 },
      arrays: { y_true: list(labels, 'int64'), y_prob: list(answers) },
      expected: {
        confusion_matrix: of([[tn, fp], [fn, tp]], 'by counting', exact), // prettier-ignore
        ...Object.fromEntries(
          Object.entries(digits).map(([name, text]) => [name, printed(text, formula)]),
        ),
        precision_per_class: {
          ...of([Number(npv), Number(ppv)], formula, { abs: 5.01e-5, rel: 0 }),
          note: 'Negative and positive predictive value.',
        },
      },
    }
  }
  return [
    confusion(
      'as many positives as negatives',
      [45, 10, 5, 40],
      { mcc: '0.7035', f1: '0.8571', cohen_kappa: '0.7000', balanced_accuracy: '0.8500' },
      ['0.8889', '0.8182'],
    ),
    confusion(
      'nine positives to one negative',
      [81, 2, 9, 8],
      { mcc: '0.5591', f1: '0.9364', cohen_kappa: '0.5339', balanced_accuracy: '0.8500' },
      ['0.4706', '0.9759'],
    ),
  ]
}
