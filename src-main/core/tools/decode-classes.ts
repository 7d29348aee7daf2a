/** A vector of values of a network as the class of an image, with probabilities where they are some. Pure. */
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'
import type { ClassDecoding } from './class-decoding.ts'

export interface DecodedClass {
  readonly label: string
  /** In the order of `classes`, summing to 1; null where the output has none. */
  readonly probabilities: readonly number[] | null
  readonly note: string | null
}

/** How far probabilities of float16 networks may sum from 1. */
const roundingOfSums = 0.005
/** And one of them beyond 0 and 1. */
const slack = 1e-6

/**
 * The class of the highest value, the first of equal ones; of a single value the second class from one half on.
 * Throws `tool-invalid` for another number of values than classes, `image-not-finite`.
 */
export function decodeClasses(
  values: ArrayLike<number>,
  { classes, activation }: ClassDecoding,
  model: string,
): DecodedClass {
  const outputs = Array.from(values)
  if (!outputs.every((value) => Number.isFinite(value)))
    throw new TouchstoneError(
      'image-not-finite',
      `An output of ${model} is not a number, so that the image has no class.`,
    )
  if (outputs.length === 1 && classes.length === 2)
    return ofTwo(outputs[0]!, classes, activation, model)
  if (outputs.length !== classes.length || outputs.length < 2)
    throw new TouchstoneError(
      'tool-invalid',
      `${model} gives ${counted(outputs.length, 'value')}, and ${classes.length} ${classes.length === 1 ? 'class is' : 'classes are'} stated (${classes.slice(0, 12).join(', ')}). State one for each output, in its order.`,
      { values: outputs.length, classes: classes.length },
    )
  const label = classes[outputs.indexOf(Math.max(...outputs))]!
  if (activation === 'softmax') return { label, probabilities: softmax(outputs), note: null }
  const isShares =
    activation === 'none' &&
    outputs.every((value) => value >= -slack && value <= 1 + slack) &&
    Math.abs(outputs.reduce((sum, value) => sum + value, 0) - 1) <= roundingOfSums
  if (isShares) return { label, probabilities: outputs.map(withinOne), note: null }
  return { label, probabilities: null, note: withoutProbabilities(activation, model) }
}

function withinOne(value: number): number {
  return Math.min(1, Math.max(0, value))
}

function withoutProbabilities(activation: ClassDecoding['activation'], model: string): string {
  return activation === 'sigmoid'
    ? `Each output of ${model} stands for itself (sigmoid); they do not sum to 1 and are not taken as probabilities of the classes.`
    : `The outputs of ${model} are no probabilities (they are not shares of 1): the class is that of the highest. Where they are logits, set the activation softmax.`
}

function ofTwo(
  value: number,
  classes: readonly string[],
  activation: ClassDecoding['activation'],
  model: string,
): DecodedClass {
  const second = activation === 'sigmoid' ? 1 / (1 + Math.exp(-value)) : value
  if (activation === 'softmax' || second < 0 || second > 1)
    throw new TouchstoneError(
      'tool-invalid',
      `${model} gives one value (here ${value.toPrecision(4)}) for two classes, which is ${activation === 'softmax' ? 'always 1 after a softmax' : 'no probability'}. Set the activation sigmoid.`,
      { value, activation },
    )
  return { label: classes[second >= 0.5 ? 1 : 0]!, probabilities: [1 - second, second], note: null }
}

/** Of the differences to the largest, so that nothing overflows. */
function softmax(values: readonly number[]): number[] {
  const largest = Math.max(...values)
  const powers = values.map((value) => Math.exp(value - largest))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
