/** What restoration scores are computed from: both images, their finite pixels, and the options that hold. */
import type { Json } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import type { PixelType, RealImage } from '../../images/types.ts'
import { choiceOption } from '../metric-options.ts'
import { dataRangeNames, dataRangeOf, type DataRange } from './data-range.ts'
import { finitePairs, requireSameShape, type PixelPairs } from './image-pair.ts'
import type { SsimOptions } from './ssim.ts'

/**
 * `dataRange`: a number above 0 or one of `dataRangeNames`; `stackWindow`: `volume` or `plane`; `frcWindow`,
 * `frcThreshold`, `distanceUnit`, `pixelSizeUm` of resolutions. Of the files: `dtype` of the truth, for `dtype-range`;
 * `channelsLast`: the last axis holds colours; `hasTime`: the first axis is time. Others are ignored.
 */
export type RestorationOptions = Readonly<Record<string, Json>>

export interface RestorationPair {
  readonly truth: RealImage
  readonly prediction: RealImage
  /** The image that the prediction was made from, where it is known. */
  readonly input: RealImage | null
  /** Pixels that are finite in truth and prediction. */
  readonly pairs: PixelPairs
  readonly options: RestorationOptions
  /** Which axes SSIM looks at together. */
  readonly layout: Pick<SsimOptions, 'channelsLast' | 'axesApart'>
  /** The data range L, as stated in the options, else `usual`. */
  readonly dataRange: (usual: DataRange) => number
}

/** Throws where the shapes differ or an option is wrong. */
export function restorationPair(
  truth: RealImage,
  prediction: RealImage,
  options: RestorationOptions = {},
  input: RealImage | null = null,
): RestorationPair {
  requireSameShape(truth, prediction)
  const pairs = finitePairs(truth, prediction)
  const stated = rangeOption(options.dataRange)
  const dtype = typeof options.dtype === 'string' ? (options.dtype as PixelType) : undefined
  const ranges = new Map<DataRange, number>()
  return {
    ...{ truth, prediction, input, pairs, options },
    layout: layoutOf(truth, options),
    dataRange: (usual) => {
      const range = stated ?? usual
      const known = ranges.get(range) ?? dataRangeOf(range, pairs, dtype)
      ranges.set(range, known)
      return known
    },
  }
}

export function layoutOf(
  { shape }: Pick<RealImage, 'shape'>,
  options: RestorationOptions,
): Required<RestorationPair['layout']> {
  const stackWindow = choiceOption(options, 'stackWindow', ['volume', 'plane'], 'volume')
  const channelsLast = options.channelsLast === true
  const space = shape.length - (channelsLast ? 1 : 0)
  const apart = stackWindow === 'plane' ? space - 2 : options.hasTime === true ? 1 : 0
  return { channelsLast, axesApart: Math.max(0, apart) }
}

/** Undefined where nothing is stated. Throws `bad-options`. */
export function rangeOption(value: Json | undefined): DataRange | undefined {
  if (value === undefined || typeof value === 'number') return value
  const name = dataRangeNames.find((candidate) => candidate === value)
  if (name !== undefined) return name
  throw new TouchstoneError(
    'bad-options',
    `dataRange is a number, ${dataRangeNames.map((one) => `"${one}"`).join(', ')}, not ${JSON.stringify(value)}.`,
  )
}
