/** Restoration metrics that are computed when asked for. */
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
    id: 'ms-ssim',
    name: 'MS-SSIM',
    definition:
      'Structural similarity over five scales (Wang 2003): Gaussian window σ 1.5 of 11 pixels without padding, 2 x 2 mean pooling; planes with sides above 160 pixels.',
    direction: 'higher',
    range: [0, 1],
    defaultOptions: { dataRange: 'truth-range' },
  },
  {
    ...shared,
    id: 'frc',
    name: 'FRC resolution',
    definition:
      'Period at which the Fourier ring correlation of truth and prediction (Hann window) first falls below 1/7; a measure of resolution only where their noise is independent.',
    unit: 'px',
    digits: 2,
  },
]
