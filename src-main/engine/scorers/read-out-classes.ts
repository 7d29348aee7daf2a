/** Read-outs of masks and class maps: areas from what was counted, intensities by another walk over the maps. */
import type { Readout } from '../../contract/readouts.ts'
import { extentOf } from '../../core/metrics/readouts/area-units.ts'
import { classReadouts, type ClassPixels } from '../../core/metrics/readouts/class-readouts.ts'
import { grayValues, type GrayValues } from './gray-values.ts'
import type { ClassPieces } from './class-pieces.ts'
import { knownPixelSize } from './known-pixel-size.ts'
import type { Pair } from './scorer.ts'

interface MeasuredMaps {
  /** Places as the labels of `classes` have them, 0 for what is not measured. */
  readonly maps: Pick<ClassPieces, 'shape' | 'pieces'>
  readonly judgedPixels: number
  readonly classes: readonly ClassPixels[]
}

export async function readOutClasses(
  { truth, prediction }: Pair,
  { image, pixelSizeUm }: NonNullable<Pair['readouts']>,
  { maps, classes, judgedPixels }: MeasuredMaps,
): Promise<{ readonly readouts: readonly Readout[]; readonly notes: readonly string[] }> {
  const paths = [truth, ...(image === null ? [] : [image]), prediction]
  const known = await knownPixelSize(pixelSizeUm, paths)
  const gray: GrayValues =
    image === null
      ? { channels: [], notes: [] }
      : await grayValues(image, maps.shape, maps.pieces())
  const extent = extentOf(maps.shape.length, known)
  return {
    readouts: classReadouts(classes, judgedPixels, extent, gray.channels),
    notes: gray.notes,
  }
}
