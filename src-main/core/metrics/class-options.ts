/**
 * Options of class maps: which labels are classes, and which label of the truth marks pixels that nobody
 * judged. Both are stated by a person; labels that are in neither list are an error, never a guess.
 */
import { TouchstoneError } from '../errors.ts'
import type { MetricOptions } from './metric-options.ts'

/** Without them a file is a mask of two values. */
export const classOptionDefaults = { classes: null, ignoreLabel: null } as const

/** The confusion matrix has as many rows and columns. */
const mostClasses = 255
const largestLabel = 2 ** 32 - 1

/** Labels of the classes to score, in the order given; null for masks. Throws `bad-options`. */
export function classesOption({ classes }: MetricOptions): readonly number[] | null {
  if (classes === undefined || classes === null) return null
  const given: readonly unknown[] = Array.isArray(classes) ? classes : []
  const labels = given.filter(isLabel)
  const isUsable =
    labels.length > 0 &&
    labels.length === given.length &&
    labels.length <= mostClasses &&
    new Set(labels).size === labels.length
  if (isUsable) return labels
  throw new TouchstoneError(
    'bad-options',
    `The metric option classes is ${JSON.stringify(classes).slice(0, 100)}; it must list the labels of 1 to ${mostClasses} classes, each once, for instance [1, 2, 3]; 0 is background unless it is listed.`,
    { option: 'classes' },
  )
}

/** Throws `bad-options`, also where a class is to be ignored. */
export function ignoreLabelOption(options: MetricOptions): number | null {
  const { ignoreLabel } = options
  if (ignoreLabel === undefined || ignoreLabel === null) return null
  if (!isLabel(ignoreLabel))
    throw new TouchstoneError(
      'bad-options',
      `The metric option ignoreLabel is ${JSON.stringify(ignoreLabel)}; it must be one label, for instance 255.`,
      { option: 'ignoreLabel', given: ignoreLabel },
    )
  if (classesOption(options)?.includes(ignoreLabel) === true)
    throw new TouchstoneError(
      'bad-options',
      `The label ${ignoreLabel} is both a class and the label to ignore; take it out of one of the options classes and ignoreLabel.`,
      { option: 'ignoreLabel', given: ignoreLabel },
    )
  return ignoreLabel
}

function isLabel(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largestLabel
}
