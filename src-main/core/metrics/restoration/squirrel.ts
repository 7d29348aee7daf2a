/**
 * SQUIRREL (Culley 2018, Nat. Methods, 10.1038/nmeth.4605): does a restored image, blurred again, explain the image
 * it was made from? No truth is needed. What both share, artefacts of the microscope too, is not seen.
 */
import { TouchstoneError } from '../../errors.ts'
import type { RealImage } from '../../images/types.ts'
import { gaussianBlur } from './gaussian-blur.ts'
import { pearson } from './pearson.ts'
import { momentsOf, rangeOf } from './pixel-moments.ts'
import { shiftBetween, shifted, type Shift } from './registration.ts'
import type { Score } from '../../../contract/words.ts'

export interface Squirrel {
  /** Root mean squared error after the fit, in gray values of the reference. */
  readonly rse: Score
  /** Pearson's correlation after the fit. */
  readonly rsp: Score
  readonly gain: number
  readonly offset: number
  /** Of the Gaussian, in pixels of the reference. */
  readonly sigmaPx: number
  /** By which the prediction was moved first, in pixels of the reference; null where it was not registered. */
  readonly shiftPx: Shift | null
  /** Reference minus fitted prediction, `[y, x]` of the reference. */
  readonly errorMap: RealImage
}

export const squirrelSigmaRange = [0.5, 10] as const
const coarseSteps = 20
/** Golden sections: the interval of the best coarse step shrinks to a ten-thousandth. */
const goldenSteps = 20

/**
 * The least squares over gain, offset and sigma. Gain and offset have a closed form, so that only sigma is searched:
 * on a logarithmic grid over 0.5 to 10 pixels, then by golden section (the original draws from a particle swarm).
 * `prediction` has the reference's sides, or a whole multiple of them, which is binned by its mean; with
 * `registers` it is moved first by the peak of its cross-correlation with the reference, else the images must lie on
 * each other. Throws `shape-mismatch` otherwise. Scores are undefined where an image is constant.
 */
export function squirrel(reference: RealImage, restored: RealImage, registers = false): Squirrel {
  const factor = magnification(reference, restored)
  const shiftPx = registers ? shiftBetween(reference, binned(restored, factor)) : null
  const prediction =
    shiftPx === null
      ? restored
      : shifted(restored, { y: shiftPx.y * factor, x: shiftPx.x * factor })
  const at = (logSigma: number): Fitted => fitAt(reference, prediction, factor, Math.exp(logSigma))
  const [low, high] = squirrelSigmaRange.map(Math.log) as [number, number]
  const step = (high - low) / coarseSteps
  const grid = Array.from({ length: coarseSteps + 1 }, (_, i) => low + i * step)
  let best = grid
    .map((logSigma) => at(logSigma))
    .reduce((least, one) => (one.meanSquared < least.meanSquared ? one : least))
  const centre = Math.log(best.sigmaPx)
  let [from, to] = [Math.max(low, centre - step), Math.min(high, centre + step)]
  const golden = (Math.sqrt(5) - 1) / 2
  let [left, right] = [at(to - golden * (to - from)), at(from + golden * (to - from))]
  for (let i = 0; i < goldenSteps; i++) {
    if (left.meanSquared <= right.meanSquared) {
      to = Math.log(right.sigmaPx)
      ;[left, right] = [at(to - golden * (to - from)), left]
    } else {
      from = Math.log(left.sigmaPx)
      ;[left, right] = [right, at(from + golden * (to - from))]
    }
    for (const one of [left, right]) if (one.meanSquared < best.meanSquared) best = one
  }
  const { sigmaPx, gain, offset } = best
  const fitted = binned(gaussianBlur(prediction, sigmaPx * factor), factor).data.map(
    (value) => gain * value + offset,
  )
  const errors = reference.data.map((value, i) => value - fitted[i]!)
  // a blurred constant is one up to rounding, which would pass for structure
  const correlation: Score =
    rangeOf(prediction.data) === 0
      ? { undefined: 'constant-image' }
      : pearson(reference.data, fitted)
  return {
    rse: 'undefined' in correlation ? correlation : { value: rootMeanSquare(errors) },
    rsp: correlation,
    ...{ sigmaPx, gain, offset, shiftPx },
    errorMap: { shape: reference.shape, data: errors },
  }
}

interface Fitted {
  readonly sigmaPx: number
  readonly gain: number
  readonly offset: number
  readonly meanSquared: number
}

function fitAt(
  reference: RealImage,
  prediction: RealImage,
  factor: number,
  sigmaPx: number,
): Fitted {
  const blurred = binned(gaussianBlur(prediction, sigmaPx * factor), factor)
  const moments = momentsOf(reference.data, blurred.data)
  const { truthMean, predictionMean, truthSquares, predictionSquares, crossed } = moments
  const gain = predictionSquares > 0 ? crossed / predictionSquares : 0
  const left = Math.max(0, truthSquares - gain * crossed)
  return {
    sigmaPx,
    gain,
    offset: truthMean - gain * predictionMean,
    meanSquared: left / reference.data.length,
  }
}

/** Of the errors themselves: where the fit is nearly perfect, the closed form has only rounding left. */
function rootMeanSquare(errors: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < errors.length; i++) sum += errors[i]! ** 2
  return Math.sqrt(sum / errors.length)
}

function magnification(reference: RealImage, prediction: RealImage): number {
  const [height = 0, width = 0] = reference.shape
  const [rows = 0, columns = 0] = prediction.shape
  const factor = rows / height
  const isWhole = Number.isInteger(factor) && factor >= 1 && columns === factor * width
  if (reference.shape.length === 2 && prediction.shape.length === 2 && isWhole) return factor
  throw new TouchstoneError(
    'shape-mismatch',
    `SQUIRREL compares planes: the input has shape [${reference.shape.join(', ')}] and the prediction [${prediction.shape.join(', ')}], which must be the same or a whole multiple of it.`,
    { input: reference.shape, prediction: prediction.shape },
  )
}

function binned(image: RealImage, factor: number): RealImage {
  if (factor === 1) return image
  const [height = 0, width = 0] = image.shape
  const [rows, columns] = [height / factor, width / factor]
  const sums = new Float64Array(rows * columns)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      sums[Math.floor(y / factor) * columns + Math.floor(x / factor)]! += image.data[y * width + x]!
  return { shape: [rows, columns], data: sums.map((sum) => sum / factor ** 2) }
}
