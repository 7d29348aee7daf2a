/** Restored images too large to be held with their truth: scored in two walks over both files. */
import { pairedPieces } from '../../core/images/paired-pieces.ts'
import { openRealPieces, type RealPieces } from '../../core/images/real-pieces.ts'
import type { PixelType } from '../../core/images/types.ts'
import {
  canStream,
  scoreStreamedRestoration,
} from '../../core/metrics/restoration/score-streamed-restoration.ts'
import type { SideTally } from '../../core/metrics/restoration/pixel-tally.ts'
import { unlikeTypes } from './read-restoration-pair.ts'
import type { Pair, Scored } from './scorer.ts'
import { withPixelSize } from './with-pixel-size.ts'

/** Up to so many values of an image both are held, at 8 bytes each. */
const mostHeldValues = 2 ** 23

/**
 * Null for what is small, for metrics that need all pixels at once, and for files that are not laid out alike.
 * Throws what opening and reading throw, and `bad-options`.
 */
export async function scoreLargeRestoration(
  { truth, prediction, options, wanted }: Pair,
  heldValues = mostHeldValues,
): Promise<Scored | null> {
  if (!canStream(wanted, options)) return null
  const own = await openRealPieces(truth)
  try {
    const other = await openRealPieces(prediction)
    try {
      if (!isAlike(own, other) || valuesOf(own) <= heldValues) return null
      const { sized, notes } = await withPixelSize(truth, prediction, options)
      const { t, c, z, height, width, samples } = own.info.size
      const isSingle = [own, other].every(({ info }) => fitsSingle(info.dtype))
      const scored = await scoreStreamedRestoration(
        {
          layout: { planes: t * c * z, height, width, samples, isSingle },
          stack: z,
          walk: () => pairedPieces(own, other),
        },
        { ...sized, dtype: own.info.dtype },
        wanted,
      )
      const side = ({ info }: RealPieces, { low, high }: SideTally) => ({
        ...{ dtype: info.dtype, low, high },
      })
      const { tally } = scored
      const types = unlikeTypes(side(own, tally.truth), side(other, tally.prediction))
      return { scores: scored.scores, notes: [...types, ...notes, ...scored.notes] }
    } finally {
      await other.close()
    }
  } finally {
    await own.close()
  }
}

function isAlike(own: RealPieces, other: RealPieces): boolean {
  const text = ({ info }: RealPieces): string => Object.values(info.size).join()
  return text(own) === text(other)
}

function valuesOf({ info }: RealPieces): number {
  return Object.values(info.size).reduce((product, side) => product * side, 1)
}

function fitsSingle(dtype: PixelType): boolean {
  return !['int32', 'uint32', 'int64', 'uint64', 'float64'].includes(dtype)
}
