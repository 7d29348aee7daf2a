/** The classification metrics of the catalogue; some are those of class maps too, whose pixels are samples. */
import { overAllCases } from '../../../contract/metrics.ts'
import type { MetricDefinition } from '../definition-type.ts'

/** `positiveClass`: of two classes, the one that was looked for; `bins`: of the calibration error. */
export const classificationOptionDefaults = { positiveClass: null, bins: 10 } as const

const shared = {
  version: '1',
  tasks: ['classification'] as MetricDefinition['tasks'],
  unit: '',
  direction: 'higher',
  range: [0, 1],
  digits: 3,
  aggregation: 'mean-over-cases',
  emptyCasePolicy: 'touchstone',
  defaultOptions: {},
} as const

/** One value of all samples together: a single one has none. */
const ofAll = { ...shared, aggregation: overAllCases } as const

const ofBoth = {
  ...shared,
  tasks: ['classification', 'semantic'],
  onRequest: ['semantic'],
} as const satisfies Partial<MetricDefinition>

const positive = { positiveClass: classificationOptionDefaults.positiveClass }

export const classificationDefinitions: readonly MetricDefinition[] = [
  {
    ...ofBoth,
    id: 'balanced-accuracy',
    name: 'Balanced accuracy',
    definition:
      'Mean over classes of the share of their samples (pixels of a mask) that got this class; undefined where the truth has one class.',
  },
  {
    ...ofBoth,
    id: 'accuracy',
    name: 'Accuracy',
    definition:
      'Share of samples (pixels of a mask) with the true class; high for a tool that always names the commonest.',
  },
  {
    ...ofAll,
    id: 'f1-macro',
    name: 'F1, mean over classes',
    definition:
      'Plain mean of 2 TP / (2 TP + FP + FN) over the classes that are in truth or prediction.',
  },
  {
    ...ofBoth,
    id: 'mcc',
    name: 'MCC',
    definition:
      "Matthews' correlation of true and predicted classes of samples (pixels of a mask), in Gorodkin's form for several classes; 0 is chance.",
    range: [-1, 1],
  },
  {
    ...ofBoth,
    id: 'kappa',
    name: "Cohen's κ",
    definition:
      'Agreement beyond chance of true and predicted classes of samples (pixels of a mask): (p_o - p_e) / (1 - p_e), unweighted.',
    range: [-1, 1],
  },
  {
    ...ofAll,
    id: 'auroc',
    name: 'AUROC',
    definition:
      'Chance that a sample of a class gets a higher probability for it than another, ties counted half; with several classes the plain mean of each against the rest.',
    defaultOptions: positive,
  },
  {
    ...ofAll,
    id: 'average-precision',
    name: 'Average precision',
    definition:
      'Sum over thresholds of gain in recall times precision, without interpolation, for the positive of two classes; with several classes the plain mean of each against the rest.',
    defaultOptions: positive,
  },
  {
    ...shared,
    id: 'brier-sum',
    name: 'Brier score (sum)',
    definition:
      'Mean over samples of the sum over all classes of (p - y)²: with two classes twice the binary form.',
    direction: 'lower',
    range: [0, 2],
  },
  {
    ...shared,
    id: 'brier-binary',
    name: 'Brier score (binary)',
    definition: 'Mean over samples of (p - y)² of the positive class; for two classes only.',
    direction: 'lower',
    defaultOptions: positive,
  },
  {
    ...ofAll,
    id: 'ece',
    name: 'Calibration error',
    definition:
      'Expected calibration error: mean over samples of |share that came true - mean probability| of their bin, bins (l, u] of equal width; of the positive of two classes, of the most probable of several.',
    direction: 'lower',
    defaultOptions: classificationOptionDefaults,
  },
  {
    ...shared,
    id: 'log-loss',
    name: 'Log loss',
    definition: 'Mean of -ln p of the true class, p kept within 1e-15 and 1 - 1e-15.',
    direction: 'lower',
    range: [0, null],
  },
]
