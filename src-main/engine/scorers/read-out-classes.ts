/** Read-outs of masks and class maps that are in memory already. */
import type { Readout } from '../../contract/readouts.ts'
import { extentOf } from '../../core/metrics/readouts/area-units.ts'
import { classReadouts, type ClassPixels } from '../../core/metrics/readouts/class-readouts.ts'
import { grayValues, type GrayValues } from './gray-values.ts'
import { knownPixelSize } from './known-pixel-size.ts'
import type { Pair } from './scorer.ts'

interface MeasuredMaps {
  readonly shape: readonly number[]
  /** Labels as `classes` has them, 0 for what is not measured. */
  readonly truth: Uint8Array
  readonly prediction: Uint8Array
  readonly judgedPixels: number
  readonly classes: readonly ClassPixels[]
}

export async function readOutClasses(
  { truth, prediction }: Pair,
  { image, pixelSizeUm }: NonNullable<Pair['readouts']>,
  maps: MeasuredMaps,
): Promise<{ readonly readouts: readonly Readout[]; readonly notes: readonly string[] }> {
  const paths = [truth, ...(image === null ? [] : [image]), prediction]
  const known = await knownPixelSize(pixelSizeUm, paths)
  const gray: GrayValues =
    image === null
      ? { channels: [], notes: [] }
      : await grayValues(image, maps.shape, wholePair(maps))
  const extent = extentOf(maps.shape.length, known)
  return {
    readouts: classReadouts(maps.classes, maps.judgedPixels, extent, gray.channels),
    notes: gray.notes,
  }
}

async function* wholePair({ truth, prediction }: MeasuredMaps) {
  yield [truth, prediction] as const
}
