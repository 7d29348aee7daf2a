/** Gray or colour images of any real type: how near the restored values come to the true ones. */
import type { Json } from '../../contract/words.ts'
import { TouchstoneError } from '../../core/errors.ts'
import { channelsLast } from '../../core/images/channels-last.ts'
import { readRealImage } from '../../core/images/read-real-image.ts'
import type { RealImage } from '../../core/images/types.ts'
import type { MetricOptions } from '../../core/metrics/metric-options.ts'
import { scoreRestoration } from '../../core/metrics/restoration/score-restoration.ts'
import { knownPixelSize } from './known-pixel-size.ts'
import { requireSameShape } from './require-same-shape.ts'
import type { Scorer } from './scorer.ts'

export const scoreRestorationFiles: Scorer = async (pair) => {
  const { truth, prediction, options, wanted } = pair
  const [truthImage, predictionImage] = await Promise.all([
    readRealImage(truth),
    readRealImage(prediction),
  ])
  const [inOrder, predictionInOrder] = [channelsLast(truthImage), channelsLast(predictionImage)]
  requireSameShape(truth, inOrder.shape, prediction, predictionInOrder.shape)
  requireSameAxes(truth, inOrder.axes, prediction, predictionInOrder.axes)
  const { scores, notes } = scoreRestoration(
    inOrder,
    predictionInOrder,
    {
      ...(await withPixelSize(truth, prediction, options)),
      dtype: truthImage.dtype,
      channelsLast: hasChannels(inOrder.axes),
      hasTime: inOrder.axes.startsWith('t'),
    },
    wanted,
    await inputOf(pair.image, wanted),
  )
  const unlike = truthImage.dtype !== predictionImage.dtype
  return {
    scores,
    notes: [
      ...notes,
      ...(unlike && options.dataRange === 'dtype-range'
        ? [
            `The truth is ${truthImage.dtype} and the prediction ${predictionImage.dtype}; the data range is that of the truth's type.`,
          ]
        : []),
    ],
  }
}

/** Only where a metric looks at it. */
async function inputOf(
  image: string | undefined,
  wanted: readonly string[],
): Promise<RealImage | null> {
  const isNeeded = wanted.some((id) => id.startsWith('squirrel-'))
  return isNeeded && image !== undefined ? readRealImage(image) : null
}

/** Micrometres without a stated pixel size are those of the files. */
async function withPixelSize(
  truth: string,
  prediction: string,
  options: MetricOptions,
): Promise<MetricOptions> {
  if (options.distanceUnit !== 'um' || (options.pixelSizeUm ?? null) !== null) return options
  const size = await knownPixelSize(null, [truth, prediction])
  return size === null ? options : { ...options, pixelSizeUm: size as unknown as Json }
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
