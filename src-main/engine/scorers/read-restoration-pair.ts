/** Truth, prediction and input of a restored image, read and laid side by side; what does not fit is named. */
import { TouchstoneError } from '../../core/errors.ts'
import { channelsLast, type NamedAxes } from '../../core/images/channels-last.ts'
import { readRealImage, type RealImageFromFile } from '../../core/images/read-real-image.ts'
import type { PixelType, RealImage } from '../../core/images/types.ts'
import type { MetricOptions } from '../../core/metrics/metric-options.ts'
import { requireSameShape } from './require-same-shape.ts'
import { withPixelSize } from './with-pixel-size.ts'

export interface RestorationFiles {
  readonly truth: string
  readonly prediction: string
  /** The image that the prediction was made from. */
  readonly image?: string | undefined
  readonly options: MetricOptions
}

export interface RestorationImages {
  /** Channels last. */
  readonly truth: NamedAxes
  readonly prediction: NamedAxes
  readonly input: RealImage | null
  /** With what the files say: type, layout, and pixel size where micrometres are asked for. */
  readonly options: MetricOptions
  readonly notes: readonly string[]
}

/** `wantsInput`: whether the input image is looked at. Throws `shape-mismatch`, `axes-mismatch`, and what reading throws. */
export async function readRestorationPair(
  { truth, prediction, image, options }: RestorationFiles,
  wantsInput: boolean,
): Promise<RestorationImages> {
  const [truthImage, predictionImage] = await Promise.all([
    readRealImage(truth),
    readRealImage(prediction),
  ])
  const [inOrder, predictionInOrder] = [channelsLast(truthImage), channelsLast(predictionImage)]
  requireSameShape(truth, inOrder.shape, prediction, predictionInOrder.shape)
  requireSameAxes(truth, inOrder.axes, prediction, predictionInOrder.axes)
  const { sized, notes } = await withPixelSize(truth, prediction, options)
  return {
    truth: inOrder,
    prediction: predictionInOrder,
    input: wantsInput && image !== undefined ? await readRealImage(image) : null,
    options: {
      ...sized,
      dtype: truthImage.dtype,
      channelsLast: hasChannels(inOrder.axes),
      hasTime: inOrder.axes.startsWith('t'),
    },
    notes: [...unlikeImages(truthImage, predictionImage), ...notes],
  }
}

function unlikeImages(truth: RealImageFromFile, prediction: RealImageFromFile): readonly string[] {
  if (truth.dtype === prediction.dtype) return []
  const spanOf = ({ dtype, data }: RealImageFromFile): TypeSpan => {
    let [low, high] = [Infinity, -Infinity]
    for (const value of data) {
      if (value < low) low = value
      if (value > high) high = value
    }
    return { dtype, low, high }
  }
  return unlikeTypes(spanOf(truth), spanOf(prediction))
}

/** The type of an image's pixels with its smallest and largest value. */
interface TypeSpan {
  readonly dtype: PixelType
  readonly low: number
  readonly high: number
}

/** A prediction between 0 and 1 of a truth up to 255 is a change of scale that every error counts. */
export function unlikeTypes(truth: TypeSpan, prediction: TypeSpan): readonly string[] {
  if (truth.dtype === prediction.dtype) return []
  const said = ({ dtype, low, high }: TypeSpan): string =>
    `${dtype} from ${Number(low.toPrecision(4))} to ${Number(high.toPrecision(4))}`
  return [
    `The truth is ${said(truth)} and the prediction ${said(prediction)}; values are compared as they are stored.`,
  ]
}

/** Four channels and four planes have one shape but not one meaning. */
function requireSameAxes(
  truth: string,
  truthAxes: string,
  prediction: string,
  predictionAxes: string,
): void {
  if (hasChannels(truthAxes) === hasChannels(predictionAxes)) return
  throw new TouchstoneError(
    'axes-mismatch',
    `The truth ${truth} has the axes ${truthAxes} and the prediction ${prediction} has ${predictionAxes}, so one has channels where the other has planes.`,
  )
}

function hasChannels(axes: string): boolean {
  return /[cs]$/.test(axes)
}
