/** Semantic metrics on request: border distances, boundary IoU, centre lines, and the rarer pixel ratios. */
import type { Score } from '../../contract/words.ts'
import type { Mask } from '../images/types.ts'
import { relativeError } from './area-scores.ts'
import { boundaryIou, chengBoundaryIou } from './boundary/boundary-iou.ts'
import { centreLineScores, type CentreLineScores } from './boundary/cl-dice.ts'
import * as elements from './boundary/surface-elements.ts'
import * as surfaces from './boundary/surface-distances.ts'
import type { ConfusionCounts } from './confusion-counts.ts'
import { statedSpacing } from './distance-options.ts'
import { choiceOption, emptyCasePolicyOption, type MetricOptions } from './metric-options.ts'
import { fBeta, type PixelScores } from './pixel-scores.ts'
import { undefinedScore } from './score.ts'
import { semanticConventions } from './semantic-definitions-on-request.ts'

interface CountedMasks {
  /** Of the image, or of a box that holds the foreground of both: beyond it is background, as beyond the image. */
  readonly truth: Mask
  readonly prediction: Mask
  /** Of the image, where the masks are cut out of it. */
  readonly imageShape?: readonly number[]
  readonly counts: ConfusionCounts
  readonly pixels: PixelScores
}

const countMetrics = [
  ...['area-difference', 'specificity', 'accuracy', 'balanced-accuracy', 'mcc', 'kappa'],
  ...['dice', 'iou', 'precision', 'recall'],
]

/** Whether a metric needs more than counts of pixels: the masks themselves, in memory. */
export function needsMasks(id: string): boolean {
  return !countMetrics.includes(id) && !id.startsWith('f-beta@') && !id.includes('-class@')
}

/** Of `wanted` those that are computed here. Throws `bad-options`. */
export function semanticScoresOnRequest(
  { truth, prediction, counts, pixels, imageShape = truth.shape }: CountedMasks,
  wanted: readonly string[],
  options: MetricOptions,
): Readonly<Record<string, Score>> {
  const policy = emptyCasePolicyOption(options)
  requireConventions(options)
  const spacing = statedSpacing(options, truth.shape.length)
  let known: surfaces.SurfaceDistances | undefined
  const distances = (): surfaces.SurfaceDistances =>
    (known ??= surfaces.surfaceDistances(truth, prediction, spacing))
  let pieces: elements.SurfaceElements | undefined
  const surface = (): elements.SurfaceElements =>
    (pieces ??= elements.surfaceElements(truth, prediction, spacing))
  let lines: CentreLineScores | undefined
  const centreLines = (): CentreLineScores =>
    (lines ??= centreLineScores(truth, prediction, policy))
  const makers: Readonly<Record<string, () => Score>> = {
    hausdorff: () => surfaces.hausdorff(distances(), policy),
    hd95: () => surfaces.hausdorff95(distances(), policy),
    'hd95-pooled': () => surfaces.hausdorff95Pooled(distances(), policy),
    assd: () => surfaces.averageSurfaceDistance(distances(), policy),
    masd: () => surfaces.meanSurfaceDistance(distances(), policy),
    'cl-dice': () => centreLines().clDice,
    'topology-precision': () => centreLines().topologyPrecision,
    'topology-sensitivity': () => centreLines().topologySensitivity,
    'surfel-hausdorff': () => elements.surfelHausdorff(surface(), 100, policy),
    'surfel-hd95': () => elements.surfelHausdorff(surface(), 95, policy),
    'surfel-asd-truth': () => elements.surfelAverage(surface(), 'truth', policy),
    'surfel-asd-prediction': () => elements.surfelAverage(surface(), 'prediction', policy),
    'area-difference': () =>
      relativeError(
        counts.truePositives + counts.falseNegatives,
        counts.truePositives + counts.falsePositives,
      ),
    specificity: () => pixels.specificity,
    accuracy: () => pixels.accuracy,
    'balanced-accuracy': () => pixels.balancedAccuracy,
    mcc: () => pixels.matthewsCorrelation,
    kappa: () => pixels.cohenKappa,
  }
  const families: Readonly<Record<string, (parameter: number) => Score>> = {
    nsd: (tolerance) => surfaces.normalizedSurfaceDistance(distances(), tolerance, policy),
    'nsd-mean': (tolerance) => surfaces.meanSurfaceShare(distances(), tolerance, policy),
    'surfel-nsd': (tolerance) => elements.surfelWithin(surface(), tolerance, policy),
    'boundary-iou': (distancePx) => boundaryIou(truth, prediction, distancePx, policy),
    'boundary-iou-cheng': (ratio) =>
      truth.shape.length === 2
        ? chengBoundaryIou(truth, prediction, ratio, policy, imageShape)
        : undefinedScore('not-a-plane'),
    'f-beta': (beta) => fBeta(counts, beta, policy),
  }
  const scoreOf = (id: string): Score | undefined => {
    const [family = '', parameter] = id.split('@')
    return parameter === undefined ? makers[id]?.() : families[family]?.(Number(parameter))
  }
  return Object.fromEntries(
    wanted.flatMap((id) => {
      const score = scoreOf(id)
      return score === undefined ? [] : [[id, score]]
    }),
  )
}

function requireConventions(options: MetricOptions): void {
  for (const [name, only] of Object.entries(semanticConventions))
    choiceOption(options, name, [only], only)
}
