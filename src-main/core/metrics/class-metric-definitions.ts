/** Metrics of one class of class maps: any label makes a metric, `dice-class@2`. */
import { classesOption } from './class-options.ts'
import type { MetricDefinition } from './definition-type.ts'
import type { MetricOptions } from './metric-options.ts'

const families = {
  dice: ['Dice', '2 |T ∩ P| / (|T| + |P|)'],
  iou: ['IoU', '|T ∩ P| / |T ∪ P|'],
  precision: ['Precision', '|T ∩ P| / |P|'],
  recall: ['Recall', '|T ∩ P| / |T|'],
} as const

export type ClassMetricFamily = keyof typeof families

export function classMetricDefinition(family: ClassMetricFamily, label: number): MetricDefinition {
  const [name, formula] = families[family]
  return {
    id: `${family}-class@${label}`,
    version: '1',
    name: `${name} of class ${label}`,
    tasks: ['semantic'],
    onRequest: ['semantic'],
    definition: `${name} of the pixels T and P that have the label ${label} in truth and prediction, against all others: ${formula}. Needs the option classes.`,
    unit: '',
    direction: 'higher',
    range: [0, 1],
    digits: 3,
    aggregation: 'mean-over-cases',
    emptyCasePolicy: 'touchstone',
    defaultOptions: {},
  }
}

/** What is computed of class maps beside the means over classes, unless metrics are chosen. */
export function classMetricIds(options: MetricOptions): readonly string[] {
  const classes = classesOption(options) ?? []
  return classes.flatMap((label) => [`dice-class@${label}`, `iou-class@${label}`])
}
