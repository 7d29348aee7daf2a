/** Where the error lies: images of the truth's shape with one value per pixel, to be looked at beside the prediction. */
import { errorMapKindSchema, type ErrorMapKind } from '../../../contract/images.ts'
import { TouchstoneError } from '../../errors.ts'
import type { RealImage } from '../../images/types.ts'
import { applyGainOffset, fitGainOffset } from './gain-offset.ts'
import type { RestorationPair } from './restoration-pair.ts'
import { isRegistrationWanted } from './squirrel-scores.ts'
import { squirrel } from './squirrel.ts'
import { ssimMap, ssimWang } from './ssim.ts'

/**
 * `ssim`: Wang's SSIM at every pixel, borders mirrored; `squared-error`: (truth - prediction)²; `difference-after-fit`:
 * truth minus the prediction with gain and offset fitted; `squirrel`: input minus the prediction, blurred and fitted.
 */
export const errorMapKinds = errorMapKindSchema.options

/**
 * Pixels that are NaN or infinite in one image are NaN in the map.
 * Throws `bad-options` where the definition needs what is not there: a data range above 0 and finite pixels for SSIM,
 * the input image for SQUIRREL.
 */
export function errorMap(kind: ErrorMapKind, pair: RestorationPair): RealImage {
  const { truth, prediction } = pair
  if (kind === 'squirrel') return squirrelMap(pair)
  if (kind === 'ssim') return similarityMap(pair)
  const fitted =
    kind === 'squared-error'
      ? prediction.data
      : applyGainOffset(prediction.data, fitGainOffset(pair.pairs.truth, pair.pairs.prediction))
  const map = new Float64Array(truth.data.length)
  for (let i = 0; i < map.length; i++) {
    const error = truth.data[i]! - fitted[i]!
    map[i] = !Number.isFinite(error) ? NaN : kind === 'squared-error' ? error * error : error
  }
  return { shape: truth.shape, data: map }
}

function similarityMap(pair: RestorationPair): RealImage {
  const { truth, prediction, pairs, layout } = pair
  const dataRange = pair.dataRange('truth-range')
  if (!(dataRange > 0))
    throw new TouchstoneError(
      'bad-options',
      'The truth is constant, so that it has no range for SSIM; state dataRange as a number.',
    )
  if (pairs.leftOut > 0)
    throw new TouchstoneError(
      'bad-options',
      `${pairs.leftOut} of ${truth.data.length} pixels are NaN or infinite, and SSIM would spread them; ask for squared-error.`,
    )
  const data = ssimMap(truth, prediction, { ...ssimWang, ...layout, dataRange })
  return { shape: truth.shape, data }
}

function squirrelMap({ prediction, input, options }: RestorationPair): RealImage {
  if (input === null)
    throw new TouchstoneError(
      'bad-options',
      'The SQUIRREL map needs the image that the prediction was made from; name it as image.',
    )
  return squirrel(input, prediction, isRegistrationWanted(options)).errorMap
}
