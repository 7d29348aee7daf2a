/**
 * Precision, recall and F of the outlines of all objects, dilated by a disc whose radius is a share of the
 * median diameter of true objects: `boundary_scores` of Cellpose (849ca11). Planes only.
 */
import type { EmptyCasePolicy, Score } from '../../contract/words.ts'
import type { LabelImage, Mask } from '../images/types.ts'
import { distanceField } from './boundary/distance-field.ts'
import { emptyCaseScore, type Presence, type RatioKind } from './empty-cases.ts'
import { cutObject, objectBoxes, requireCompactObjects } from './object-boxes.ts'
import type { OverlapTable } from './overlap-table.ts'
import { defined, undefinedScore, type UndefinedReason } from './score.ts'

export interface OutlineScores {
  readonly precision: Score
  readonly recall: Score
  readonly f: Score
}

export interface Outlines {
  /** Distance of every pixel to the nearest outline. */
  readonly truth: Float64Array
  readonly prediction: Float64Array
  readonly medianDiameter: number
}

/** Null for stacks. Throws `bad-request` where labels are strewn over the image. */
export function outlinesOf(
  images: { readonly truth: LabelImage; readonly prediction: LabelImage },
  table: OverlapTable,
): Outlines | null {
  if (images.truth.shape.length !== 2) return null
  return {
    truth: distanceField(outlinePixels(images.truth, table.truth.labels)),
    prediction: distanceField(outlinePixels(images.prediction, table.prediction.labels)),
    medianDiameter: medianDiameter(table.truth.areas),
  }
}

/** `scale` 0.1 counts pixels up to a tenth of the median diameter, at least 1 px, as the outline. */
export function outlineScores(
  outlines: Outlines | null,
  scale: number,
  policy: EmptyCasePolicy,
): OutlineScores {
  if (outlines === null) {
    const none = undefinedScore('not-a-plane')
    return { precision: none, recall: none, f: none }
  }
  const radius = Math.max(1, scale * outlines.medianDiameter)
  let [truth, prediction, both] = [0, 0, 0]
  for (let i = 0; i < outlines.truth.length; i++) {
    const inTruth = outlines.truth[i]! <= radius
    const inPrediction = outlines.prediction[i]! <= radius
    if (inTruth) truth++
    if (inPrediction) prediction++
    if (inTruth && inPrediction) both++
  }
  const presence = { truth: truth > 0, prediction: prediction > 0 }
  const score = (kind: RatioKind, numerator: number, denominator: number): Score =>
    emptyCaseScore(kind, presence, 'touchstone', 'undefined') ?? defined(numerator / denominator)
  return {
    precision: score('precision', both, prediction),
    recall: score('recall', both, truth),
    f:
      policy === 'reference' && both === 0
        ? undefinedScore(reasonOf(presence))
        : score('agreement', 2 * both, truth + prediction),
  }
}

/** Cellpose divides 0 by 0. */
function reasonOf(presence: Presence): UndefinedReason {
  if (presence.truth && presence.prediction) return 'no-matches'
  if (presence.truth) return 'prediction-empty'
  return presence.prediction ? 'truth-empty' : 'both-empty'
}

/** Diameter of a disc of as many pixels. */
function medianDiameter(areas: readonly number[]): number {
  if (areas.length === 0) return 0
  const roots = Float64Array.from(areas, Math.sqrt).sort()
  const half = roots.length >> 1
  const median = roots.length % 2 === 1 ? roots[half]! : (roots[half - 1]! + roots[half]!) / 2
  return median / (Math.sqrt(Math.PI) / 2)
}

/** Pixels of objects with a neighbour along an axis outside, holes not counted as outside. */
function outlinePixels(image: LabelImage, labels: readonly number[]): Mask {
  const [, width = 1] = image.shape
  const boxes = objectBoxes(image)
  requireCompactObjects(image, boxes)
  const data = new Uint8Array(image.data.length)
  for (const label of labels) {
    const { begin, end } = boxes.get(label)!
    const [y = 0, x = 0] = begin
    // a ring of background around the box joins all of what is outside
    const ring = { begin: [y - 1, x - 1], end: end.map((stop) => stop + 1) }
    const own = withRing(cutObject(image, label, { begin, end }))
    const columns = ring.end[1]! - ring.begin[1]!
    for (const at of touchingOutside(own, columns)) {
      const row = Math.floor(at / columns)
      data[(y - 1 + row) * width + x - 1 + (at % columns)] = 1
    }
  }
  return { shape: image.shape, data }
}

function withRing({ shape, data }: Mask): Uint8Array {
  const [rows = 0, columns = 0] = shape
  const ringed = new Uint8Array((rows + 2) * (columns + 2))
  for (let row = 0; row < rows; row++)
    ringed.set(data.subarray(row * columns, (row + 1) * columns), (row + 1) * (columns + 2) + 1)
  return ringed
}

/** Foreground pixels that a flood of the background from the first pixel reaches; marks what it visits with 2. */
function touchingOutside(mask: Uint8Array, columns: number): readonly number[] {
  const touched: number[] = []
  const open = [0]
  mask[0] = 2
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % columns
    const neighbours = [
      ...(x > 0 ? [at - 1] : []),
      ...(x < columns - 1 ? [at + 1] : []),
      at - columns,
      at + columns,
    ]
    for (const next of neighbours) {
      const value = mask[next]
      if (value === undefined || value === 2) continue
      mask[next] = 2
      if (value === 0) open.push(next)
      else touched.push(next)
    }
  }
  return touched
}
