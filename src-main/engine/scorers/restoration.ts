/** Gray or colour images of any real type: how near the restored values come to the true ones. */
import { TouchstoneError } from '../../core/errors.ts'
import { channelsLast } from '../../core/images/channels-last.ts'
import { readRealImage } from '../../core/images/read-real-image.ts'
import { scoreRestoration } from '../../core/metrics/restoration/score-restoration.ts'
import { requireSameShape } from './require-same-shape.ts'
import type { Scorer } from './scorer.ts'

export const scoreRestorationFiles: Scorer = async ({ truth, prediction, options, wanted }) => {
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
    { ...options, dtype: truthImage.dtype, channelsLast: hasChannels(inOrder.axes) },
    wanted,
  )
  return { scores, notes }
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
