/** Semantic metrics on request: border distances, boundary IoU, centre lines, and the rarer pixel ratios. */
import type { Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import type { Mask } from '../images/types.ts'
import { boundaryIou } from './boundary/boundary-iou.ts'
import { centreLineScores } from './boundary/cl-dice.ts'
import * as surfaces from './boundary/surface-distances.ts'
import { distanceUnitOption, spacingOf } from './distance-options.ts'
import { emptyCasePolicyOption, type MetricOptions } from './metric-options.ts'
import type { PixelScores } from './pixel-scores.ts'

interface MaskPair {
  readonly truth: Mask
  readonly prediction: Mask
  readonly pixels: PixelScores
}

/** Of `wanted` those that are computed here. Throws `bad-options`. */
export function semanticScoresOnRequest(
  { truth, prediction, pixels }: MaskPair,
  wanted: readonly string[],
  options: MetricOptions,
): Readonly<Record<string, Score>> {
  const policy = emptyCasePolicyOption(options)
  const spacing = spacingFor(options, truth.shape.length)
  let known: surfaces.SurfaceDistances | undefined
  const distances = (): surfaces.SurfaceDistances =>
    (known ??= surfaces.surfaceDistances(truth, prediction, spacing))
  const makers: Readonly<Record<string, () => Score>> = {
    hausdorff: () => surfaces.hausdorff(distances(), policy),
    hd95: () => surfaces.hausdorff95(distances(), policy),
    'hd95-pooled': () => surfaces.hausdorff95Pooled(distances(), policy),
    assd: () => surfaces.averageSurfaceDistance(distances(), policy),
    masd: () => surfaces.meanSurfaceDistance(distances(), policy),
    'cl-dice': () => centreLineScores(truth, prediction, policy).clDice,
    specificity: () => pixels.specificity,
    accuracy: () => pixels.accuracy,
    'balanced-accuracy': () => pixels.balancedAccuracy,
    mcc: () => pixels.matthewsCorrelation,
    kappa: () => pixels.cohenKappa,
  }
  const scoreOf = (id: string): Score | undefined => {
    const [family, length] = id.split('@')
    if (family === 'nsd')
      return surfaces.normalizedSurfaceDistance(distances(), Number(length), policy)
    if (family === 'boundary-iou') return boundaryIou(truth, prediction, Number(length), policy)
    return makers[id]?.()
  }
  return Object.fromEntries(
    wanted.flatMap((id) => {
      const score = scoreOf(id)
      return score === undefined ? [] : [[id, score]]
    }),
  )
}

/** A pixel size that pixels would ignore is a mistake of whoever states it. */
function spacingFor(options: MetricOptions, dimensions: number): readonly number[] {
  const stated = options.pixelSizeUm
  if (stated !== undefined && stated !== null && distanceUnitOption(options) === 'px')
    throw new TouchstoneError(
      'bad-options',
      'The metric option pixelSizeUm is given and distances are in px, which have no use for it; set distanceUnit to um.',
      { option: 'distanceUnit' },
    )
  return spacingOf(options, dimensions)
}
