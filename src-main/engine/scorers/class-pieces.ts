/**
 * Two masks or class maps in pieces, as places in the list of classes (known-places.ts). Pixels that the truth
 * marks as not judged are 0 on both sides, and counted.
 */
import { openForegroundPieces, type ForegroundPieces } from '../../core/images/foreground-pieces.ts'
import { openLabelPieces, type LabelPieces } from '../../core/images/label-pieces.ts'
import { pairedPieces } from '../../core/images/paired-pieces.ts'
import { classesOption, ignoreLabelOption } from '../../core/metrics/class-options.ts'
import { classPlaces, foregroundPlaces, maskPlaces, type KnownPlaces } from './known-places.ts'
import { regionNotes, withRegion, type RegionWalk } from './judged-region.ts'
import { requireSameShape } from './require-same-shape.ts'
import type { Pair } from './scorer.ts'

export interface ClassPieces {
  /** `[y, x]`, or `[z, y, x]` for a stack. */
  readonly shape: readonly number[]
  /** What was accepted in the prediction although it is not usual, in sentences. */
  readonly notes: readonly string[]
  /** Truth and prediction, all pixels in C order; each piece is used again. Throws `not-a-label-image` at the end. */
  pieces(): AsyncGenerator<readonly [Uint8Array, Uint8Array]>
  /** Of the last walk to the end: those with the ignore label. */
  ignoredPixels(): number
  /** And those outside the region that was annotated. */
  pixelsOutside(): number
  /** What was left out because of the region, in a sentence; after a walk to the end. */
  regionNotes(): readonly string[]
}

/** Throws `shape-mismatch`, `bad-options`, and what opening, reading and `use` throw. */
export async function withClassPieces<Result>(
  pair: Pair,
  use: (pieces: ClassPieces) => Promise<Result>,
): Promise<Result> {
  const { truth, prediction, options } = pair
  const hasClasses = classesOption(options) !== null
  const own =
    hasClasses || ignoreLabelOption(options) !== null
      ? await openLabelPieces(truth)
      : await openForegroundPieces(truth)
  try {
    const other = hasClasses
      ? await openLabelPieces(prediction, { allowIntegralFloat: true })
      : await openForegroundPieces(prediction)
    try {
      requireSameShape(truth, own.shape, prediction, other.shape)
      const region = pair.region ?? null
      return await withRegion(region, own.shape, (walk) => use(walkable(pair, own, other, walk)))
    } finally {
      await other.close()
    }
  } finally {
    await own.close()
  }
}

type Side = LabelPieces | ForegroundPieces
/** Truth, prediction, and where it is known what nobody annotated. */
type Piece = readonly [Uint32Array | Uint8Array, Uint32Array | Uint8Array, Uint8Array?]

function walkable(pair: Pair, own: Side, other: Side, walk: RegionWalk | null): ClassPieces {
  const ignoreLabel = ignoreLabelOption(pair.options)
  let ignored = 0
  return {
    shape: own.shape,
    notes: 'notes' in other ? other.notes : [],
    async *pieces() {
      const [ofTruth, ofPrediction] = knownPlaces(pair)
      let judged: readonly [Uint8Array, Uint8Array] = [new Uint8Array(), new Uint8Array()]
      ignored = 0
      const pairs = pairedPieces(
        own as { pieces(): AsyncGenerator<Uint32Array | Uint8Array> },
        other as { pieces(): AsyncGenerator<Uint32Array | Uint8Array> },
      )
      const walked: AsyncIterable<Piece> = walk === null ? pairs : walk.withOutside(pairs)
      for await (const [t, p, outside] of walked) {
        if (judged[0].length < t.length)
          judged = [new Uint8Array(t.length), new Uint8Array(t.length)]
        const [truth, prediction] = judged
        // runs of equal pixels
        for (let at = 0, stop = 0; at < t.length; at = stop) {
          const [label, other, flag] = [t[at]!, p[at]!, outside?.[at]]
          for (stop = at + 1; stop < t.length; stop++)
            if (t[stop] !== label || p[stop] !== other || outside?.[stop] !== flag) break
          const isIgnored = flag !== 1 && label === ignoreLabel
          if (isIgnored) ignored += stop - at
          const isJudged = flag !== 1 && !isIgnored
          const place = isJudged ? ofTruth.placeOf(label, stop - at) : 0
          const otherPlace = isJudged ? ofPrediction.placeOf(other, stop - at) : 0
          for (let i = at; i < stop; i++) {
            truth[i] = place
            prediction[i] = otherPlace
          }
        }
        yield [truth.subarray(0, t.length), prediction.subarray(0, t.length)]
      }
      ofTruth.finish()
      ofPrediction.finish()
    },
    ignoredPixels: () => ignored,
    pixelsOutside: () => walk?.pixelsOutside() ?? 0,
    regionNotes: () => regionNotes(pair.region ?? null, walk),
  }
}

function knownPlaces({ truth, prediction, options }: Pair): readonly [KnownPlaces, KnownPlaces] {
  const classes = classesOption(options)
  const ignoreLabel = ignoreLabelOption(options)
  if (classes !== null)
    return [classPlaces(truth, classes, ignoreLabel), classPlaces(prediction, classes, ignoreLabel)]
  return [
    ignoreLabel === null ? foregroundPlaces : maskPlaces(truth, ignoreLabel),
    foregroundPlaces,
  ]
}
