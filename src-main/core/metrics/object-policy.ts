/**
 * Which objects take part: all, or those of a least size, or those that the image's edge does not cut.
 * Objects are left out of each side by what they are there, before anything is matched.
 */
import { TouchstoneError } from '../errors.ts'
import { choiceOption, type MetricOptions } from './metric-options.ts'
import type { ObjectGeometry } from './object-tally.ts'
import type { Objects } from './overlap-types.ts'
import type { TalliedPair } from './pair-tally.ts'

export type BorderObjects = 'keep' | 'drop-prediction-and-truth-touching'

export interface ObjectPolicy {
  /** An object touches the border with a pixel in one of the outermost rows, columns or, in stacks, planes. */
  readonly borderObjects: BorderObjects
  /** How many rows, columns and planes are outermost. */
  readonly borderWidthPx: number
  /** Objects of fewer pixels are left out. */
  readonly minimumAreaPx: number
}

export const objectPolicyDefaults = {
  borderObjects: 'keep',
  borderWidthPx: 1,
  minimumAreaPx: 0,
} as const

/** Throws `bad-options`. */
export function objectPolicyOf(options: MetricOptions): ObjectPolicy {
  const minimumAreaPx = pixelsOption(options, 'minimumAreaPx', 0)
  const borderWidthPx = pixelsOption(options, 'borderWidthPx', 1)
  const borderObjects = choiceOption<BorderObjects>(
    options,
    'borderObjects',
    ['keep', 'drop-prediction-and-truth-touching'],
    'keep',
  )
  if (borderObjects === 'keep' && borderWidthPx !== objectPolicyDefaults.borderWidthPx)
    throw new TouchstoneError(
      'bad-options',
      `The metric option borderWidthPx is ${borderWidthPx} and borderObjects is keep, which has no use for it; set borderObjects to drop-prediction-and-truth-touching.`,
      { option: 'borderObjects' },
    )
  return { borderObjects, borderWidthPx, minimumAreaPx }
}

function pixelsOption(
  options: MetricOptions,
  name: 'minimumAreaPx' | 'borderWidthPx',
  least: number,
): number {
  const given = options[name] ?? objectPolicyDefaults[name]
  if (typeof given === 'number' && Number.isSafeInteger(given) && given >= least) return given
  throw new TouchstoneError(
    'bad-options',
    `The metric option ${name} is ${JSON.stringify(given)}; it must be a whole number of pixels, ${least} or more.`,
    { option: name, given },
  )
}

/** How many objects of each side were left out. */
export interface LeftOut {
  readonly truth: number
  readonly prediction: number
}

/** The pair itself where nothing is left out, else one that never had what is. */
export function applyObjectPolicy(
  pair: TalliedPair,
  policy: ObjectPolicy,
): { readonly pair: TalliedPair; readonly left: LeftOut } {
  const truth = keptPlaces(pair.truth, policy)
  const prediction = keptPlaces(pair.prediction, policy)
  const left = {
    truth: pair.truth.length - truth.count,
    prediction: pair.prediction.length - prediction.count,
  }
  if (left.truth + left.prediction === 0) return { pair, left }
  const { table } = pair
  const overlaps = table.overlaps.flatMap((overlap) => {
    const [row, column] = [truth.placeOf[overlap.truth]!, prediction.placeOf[overlap.prediction]!]
    return row < 0 || column < 0 ? [] : [{ truth: row, prediction: column, pixels: overlap.pixels }]
  })
  const kept = {
    table: { truth: truth.of(table.truth), prediction: prediction.of(table.prediction), overlaps },
    truth: pair.truth.filter(truth.isKept),
    prediction: pair.prediction.filter(prediction.isKept),
  }
  return { pair: kept, left }
}

function keptPlaces(
  objects: readonly ObjectGeometry[],
  { borderObjects, minimumAreaPx }: Pick<ObjectPolicy, 'borderObjects' | 'minimumAreaPx'>,
) {
  let count = 0
  /** -1 for those left out. */
  const placeOf = objects.map(({ areaPx, touchesBorder }) =>
    areaPx < minimumAreaPx || (borderObjects !== 'keep' && touchesBorder) ? -1 : count++,
  )
  const isKept = (_: unknown, place: number): boolean => placeOf[place]! >= 0
  const of = ({ labels, areas }: Objects): Objects => ({
    labels: labels.filter(isKept),
    areas: areas.filter(isKept),
  })
  return { count, placeOf, isKept, of }
}
