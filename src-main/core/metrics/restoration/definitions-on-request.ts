/** Restoration metrics that are computed when asked for: other norms, other programs' numbers, resolutions. */
import type { MetricDefinition } from '../definition-type.ts'

const shared = {
  version: '1',
  tasks: ['restoration'] as MetricDefinition['tasks'],
  onRequest: ['restoration'] as MetricDefinition['tasks'],
  unit: '',
  direction: 'lower',
  range: [0, null],
  digits: 3,
  aggregation: 'mean-over-cases',
  emptyCasePolicy: 'touchstone',
  defaultOptions: {},
} as const

const similarity = { direction: 'higher', range: [-1, 1] } as const
const decibels = { unit: 'dB', direction: 'higher', range: [null, null], digits: 2 } as const
const truthRange = { dataRange: 'truth-range' } as const
const stackWindow = { stackWindow: 'volume' } as const

/** `pixelSizeUm` null: as the files state it. */
const lengths = { distanceUnit: 'px', pixelSizeUm: null } as const

export const restorationDefinitionsOnRequest: readonly MetricDefinition[] = [
  {
    ...shared,
    id: 'nrmse-min-max',
    name: 'NRMSE (by range)',
    definition: "Root mean squared error divided by the truth's largest minus smallest pixel.",
  },
  {
    ...shared,
    id: 'nrmse-mean',
    name: 'NRMSE (by mean)',
    definition: 'Root mean squared error divided by the mean of the truth.',
    range: [null, null],
  },
  {
    ...shared,
    id: 'nrmse-std',
    name: 'NRMSE (by deviation)',
    definition: 'Root mean squared error divided by the standard deviation of the truth (with n).',
  },
  {
    ...shared,
    ...similarity,
    id: 'ms-ssim',
    name: 'MS-SSIM',
    definition:
      'Structural similarity over five scales (Wang 2003): Gaussian window σ 1.5 of 11 pixels without padding, 2 x 2 mean pooling; planes with sides above 160 pixels, the mean over planes and channels.',
    range: [0, 1],
    defaultOptions: truthRange,
  },
  {
    ...shared,
    ...similarity,
    id: 'ms-ssim-torchmetrics',
    name: 'MS-SSIM (torchmetrics)',
    definition:
      'MS-SSIM as torchmetrics computes it: mirrored borders at the coarsest scale, odd rows and columns dropped by pooling; planes with sides of 176 pixels and more.',
    range: [0, 1],
    defaultOptions: truthRange,
  },
  {
    ...shared,
    ...similarity,
    id: 'ssim-torchmetrics',
    name: 'SSIM (torchmetrics)',
    definition:
      "Wang's SSIM as torchmetrics computes it: mirrored borders count, and L is the larger of both images' ranges; plane by plane.",
    defaultOptions: { dataRange: 'larger-range' },
  },
  {
    ...shared,
    ...similarity,
    id: 'micro-ssim',
    name: 'MicroSSIM',
    definition:
      'SSIM after taking away the 3rd percentile of each image and with the gain that makes it largest (Ashesh 2024), fitted on this one pair, so that gain and offsets differ from case to case (micro-ssim-run fits them on all images of a run).',
    defaultOptions: { fittedOn: 'pair' },
    occasionalOptions: stackWindow,
  },
  {
    ...shared,
    ...similarity,
    id: 'micro-ssim-run',
    name: 'MicroSSIM (run)',
    definition:
      'SSIM after taking away the 3rd percentile of all true and of all predicted pixels, with the one gain that makes the mean over all images of the run largest (Ashesh 2024). Known once the run has ended, so it stands in comparisons.',
    defaultOptions: { fittedOn: 'run' },
    occasionalOptions: stackWindow,
  },
  {
    ...shared,
    ...similarity,
    id: 'nmi',
    name: 'Mutual information',
    definition:
      'Normalised mutual information (H(T) + H(P)) / H(T, P) of a joint histogram of 100 x 100 bins (Studholme 1999): 1 for independent images, 2 for a one-to-one relation of gray values.',
    range: [1, 2],
  },
  {
    ...shared,
    id: 'gain-minus-one',
    name: 'Gain − 1',
    definition:
      'α − 1 of the least-squares fit α · prediction + β to the truth, α = cov(P, T) / (var P + 1e-10): 0 where the prediction keeps the gray scale.',
    direction: 'zero',
    range: [null, null],
  },
  {
    ...shared,
    id: 'offset',
    name: 'Offset',
    definition:
      'β of the least-squares fit α · prediction + β to the truth, β = mean T − α · mean P, in gray values.',
    unit: 'gray values',
    direction: 'zero',
    range: [null, null],
    digits: 2,
  },
  {
    ...shared,
    ...decibels,
    id: 'psnr-after-fit',
    name: 'PSNR after fit',
    definition:
      'PSNR of α · prediction + β fitted to the truth by least squares. Says what Pearson’s ρ says: 20 log10(L / σ of T) − 10 log10(1 − ρ²).',
    defaultOptions: truthRange,
  },
  {
    ...shared,
    ...decibels,
    id: 'psnr-range-invariant',
    name: 'Range-invariant PSNR',
    definition:
      "PSNR after the least-squares fit with L always the truth's largest minus smallest pixel, whatever data range is stated for other metrics.",
  },
  {
    ...shared,
    ...similarity,
    id: 'ssim-wang-after-fit',
    name: 'SSIM (Wang) after fit',
    definition: "Wang's SSIM of α · prediction + β fitted to the truth by least squares.",
    defaultOptions: truthRange,
    occasionalOptions: stackWindow,
  },
  {
    ...shared,
    id: 'nrmse-euclidean-after-fit',
    name: 'NRMSE after fit',
    definition:
      'NRMSE by the root mean square of the truth, of α · prediction + β fitted to the truth by least squares.',
  },
  {
    ...shared,
    ...decibels,
    id: 'care-psnr',
    name: 'PSNR (CARE)',
    definition:
      'PSNR as CSBDeep’s papers print it: truth to its percentiles 0.1 and 99.9, prediction fitted to it by least squares, L the range of the normalised truth.',
  },
  {
    ...shared,
    ...similarity,
    id: 'care-ssim',
    name: 'SSIM (CARE)',
    definition:
      "scikit-image's default SSIM after CSBDeep's normalisation: truth to its percentiles 0.1 and 99.9, prediction fitted by least squares.",
    occasionalOptions: stackWindow,
  },
  {
    ...shared,
    id: 'care-nrmse',
    name: 'NRMSE (CARE)',
    definition:
      "Root mean squared error by the data range, after CSBDeep's normalisation: truth to its percentiles 0.1 and 99.9, prediction fitted by least squares.",
  },
  {
    ...shared,
    ...decibels,
    id: 'zerocost-psnr',
    name: 'PSNR (ZeroCost)',
    definition:
      'For comparison with ZeroCostDL4Mic only: PSNR with L = 1 after its normalisation of truth and prediction.',
  },
  {
    ...shared,
    ...similarity,
    id: 'zerocost-ssim',
    name: 'SSIM (ZeroCost)',
    definition:
      "For comparison with ZeroCostDL4Mic only: Wang's SSIM with L = 1 after its normalisation of truth and prediction.",
    occasionalOptions: stackWindow,
  },
  {
    ...shared,
    id: 'zerocost-nrmse',
    name: '"NRMSE" (ZeroCost)',
    definition:
      'For comparison with ZeroCostDL4Mic only: √(mean |T − P|) after its normalisation, which is not a root mean squared error.',
  },
  {
    ...shared,
    id: 'frc',
    name: 'FRC resolution',
    definition:
      'Period at which the Fourier ring correlation of truth and prediction first falls below the threshold; a measure of resolution only where their noise is independent. Planes of square pixels.',
    unit: 'px or µm',
    digits: 2,
    defaultOptions: { frcWindow: 'hann', frcThreshold: '1/7', ...lengths },
  },
  {
    ...shared,
    id: 'decorrelation',
    name: 'Decorrelation resolution',
    definition:
      'Resolution 2 / k_c of the prediction alone by decorrelation analysis (Descloux 2019), k_c the largest frequency of a peak over 10 high-passes refined twice. Planes of square pixels.',
    unit: 'px or µm',
    digits: 2,
    defaultOptions: lengths,
  },
  {
    ...shared,
    ...similarity,
    id: 'squirrel-rsp',
    name: 'RSP (SQUIRREL)',
    definition:
      "Pearson's correlation of the input image with the prediction, blurred and scaled by least squares until it comes closest (Culley 2018). Needs no truth; registered on request.",
    defaultOptions: { squirrelRegistration: 'none' },
  },
  {
    ...shared,
    id: 'squirrel-rse',
    name: 'RSE (SQUIRREL)',
    definition:
      'Root mean squared error between the input image and the prediction, blurred and scaled by least squares until it comes closest (Culley 2018), in gray values of the input. Needs no truth; registered on request.',
    defaultOptions: { squirrelRegistration: 'none' },
    unit: 'gray values',
  },
]
