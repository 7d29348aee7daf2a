/** The restoration metrics of the catalogue: what each is called, how it is computed, what is better. */
import type { MetricDefinition } from '../definition-type.ts'

const shared = {
  version: '1',
  tasks: ['restoration'] as MetricDefinition['tasks'],
  aggregation: 'mean-over-cases',
  emptyCasePolicy: 'touchstone',
} as const

/** L: a number, `truth-range` (largest minus smallest pixel of the truth), `truth-percentiles` (99.9 minus 0.1), `larger-range` or `dtype-range`. */
const withDataRange = { dataRange: 'truth-range' } as const

/** A stack is looked at as a `volume`, by windows of three dimensions, or `plane` by plane. */
const occasionalOptions = { stackWindow: 'volume' } as const

export const restorationDefinitions: readonly MetricDefinition[] = [
  {
    ...shared,
    id: 'psnr',
    name: 'PSNR',
    definition:
      'Peak signal-to-noise ratio, 10 log10(L² / MSE) with data range L; infinite for identical images.',
    unit: 'dB',
    direction: 'higher',
    range: [null, null],
    digits: 2,
    defaultOptions: withDataRange,
  },
  {
    ...shared,
    id: 'ssim-wang',
    name: 'SSIM (Wang)',
    definition:
      'Structural similarity (Wang 2004): Gaussian window σ 1.5 of 11 pixels, population covariance, K1 0.01, K2 0.03, mean over all places where the window fits.',
    unit: '',
    direction: 'higher',
    range: [-1, 1],
    digits: 3,
    defaultOptions: withDataRange,
    occasionalOptions,
  },
  {
    ...shared,
    id: 'ssim-uniform7',
    name: 'SSIM (uniform 7)',
    definition:
      'Structural similarity as scikit-image computes it by default: equal weights over 7 pixels, sample covariance, K1 0.01, K2 0.03, mean over all places where the window fits.',
    unit: '',
    direction: 'higher',
    range: [-1, 1],
    digits: 3,
    defaultOptions: withDataRange,
    occasionalOptions,
  },
  {
    ...shared,
    id: 'nrmse-euclidean',
    name: 'NRMSE',
    definition: 'Root mean squared error divided by the root mean square of the truth.',
    unit: '',
    direction: 'lower',
    range: [0, null],
    digits: 3,
    defaultOptions: {},
  },
  {
    ...shared,
    id: 'pearson',
    name: 'Pearson ρ',
    definition:
      "Pearson's correlation of truth and prediction over all pixels; blind to gain and offset.",
    unit: '',
    direction: 'higher',
    range: [-1, 1],
    digits: 3,
    defaultOptions: {},
  },
]
