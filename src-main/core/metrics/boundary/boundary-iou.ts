/** IoU of the inner bands along the borders of two masks, by two definitions of the band. */
import type { EmptyCasePolicy, Score } from '../../../contract/words.ts'
import type { Mask } from '../../images/types.ts'
import { confusionCounts } from '../confusion-counts.ts'
import { pixelScores } from '../pixel-scores.ts'
import { borderPixels } from './border-pixels.ts'
import { visitDistanceRows } from './distance-field.ts'

/** Metrics Reloaded: mask pixels closer than `distancePx` to the border pixels; 1 is the border alone. */
export function boundaryIou(
  truth: Mask,
  prediction: Mask,
  distancePx: number,
  policy: EmptyCasePolicy,
): Score {
  return bandIou(truth, prediction, policy, (mask) => innerBand(mask, distancePx))
}

/**
 * Cheng et al. 2021 (boundary-iou-api 37d2558): mask pixels that `depth` erosions by 3 x 3 remove, with
 * depth `ratio` of the image diagonal and at least 1; outside the image counts as background. Planes only.
 * `imageShape` where the masks are cut out of an image.
 */
export function chengBoundaryIou(
  truth: Mask,
  prediction: Mask,
  ratio: number,
  policy: EmptyCasePolicy,
  imageShape: readonly number[] = truth.shape,
): Score {
  const depth = Math.max(1, roundHalfToEven(ratio * Math.hypot(...imageShape)))
  return bandIou(truth, prediction, policy, (mask) => erodedBand(mask, depth))
}

function bandIou(
  truth: Mask,
  prediction: Mask,
  policy: EmptyCasePolicy,
  band: (mask: Mask) => Mask,
): Score {
  return pixelScores(confusionCounts(band(truth), band(prediction)), policy).iou
}

function innerBand(mask: Mask, distancePx: number): Mask {
  const band = new Uint8Array(mask.data.length)
  visitDistanceRows(borderPixels(mask), undefined, (first, distances) => {
    for (let x = 0; x < distances.length; x++)
      if (mask.data[first + x] !== 0 && distances[x]! < distancePx) band[first + x] = 1
  })
  return { shape: mask.shape, data: band }
}

/** Foreground within `depth` rows and columns of background: two passes, first along rows, then columns. */
function erodedBand(mask: Mask, depth: number): Mask {
  const [height = 0, width = 0] = mask.shape
  const foreground = mask.data.map((value) => (value === 0 ? 0 : 1))
  const rows = erodeLines(foreground, { lines: height, length: width, line: width, step: 1 }, depth)
  const kept = erodeLines(rows, { lines: width, length: height, line: 1, step: width }, depth)
  return { shape: mask.shape, data: foreground.map((value, i) => value - kept[i]!) }
}

interface Lines {
  readonly lines: number
  readonly length: number
  /** Distance in the array from a line to the next, and from a pixel to the next of its line. */
  readonly line: number
  readonly step: number
}

/** Keeps pixels in the middle of 2 depth + 1 foreground pixels of their line. */
function erodeLines(data: Uint8Array, { lines, length, line, step }: Lines, depth: number) {
  const kept = new Uint8Array(data.length)
  for (let l = 0; l < lines; l++)
    for (let i = 0, run = 0; i < length; i++) {
      const at = l * line + i * step
      run = data[at] === 0 ? 0 : run + 1
      if (run > 2 * depth) kept[at - depth * step] = 1
    }
  return kept
}

/** Python's `round`, which the original uses. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value)
  if (value - below !== 0.5) return Math.round(value)
  return below % 2 === 0 ? below : below + 1
}
