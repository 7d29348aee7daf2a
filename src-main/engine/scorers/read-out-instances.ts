/** Read-outs of label images: of the objects that were scored, so what a policy leaves out is in neither. */
import type { ObjectErrors } from '../../contract/images.ts'
import type { Readout } from '../../contract/readouts.ts'
import { openLabelPieces } from '../../core/images/label-pieces.ts'
import { pairedPieces } from '../../core/images/paired-pieces.ts'
import { extentOf } from '../../core/metrics/readouts/area-units.ts'
import { withIntensities } from '../../core/metrics/readouts/object-intensities.ts'
import { objectReadouts } from '../../core/metrics/readouts/object-readouts.ts'
import { grayValues, type GrayValues } from './gray-values.ts'
import { withRegion } from './judged-region.ts'
import { knownPixelSize } from './known-pixel-size.ts'
import type { Pair } from './scorer.ts'

export interface MeasuredInstances {
  readonly readouts: readonly Readout[]
  /** With their intensities, where there is an image. */
  readonly objects: ObjectErrors
  readonly notes: readonly string[]
}

/** Intensities cost a second walk over the labels, so they are measured only where there is an image. */
export async function readOutInstances(
  { truth, prediction, region }: Pair,
  { image, pixelSizeUm }: NonNullable<Pair['readouts']>,
  objects: ObjectErrors,
): Promise<MeasuredInstances> {
  const trueLabels = await openLabelPieces(truth)
  try {
    const { shape } = trueLabels
    const paths = [truth, ...(image === null ? [] : [image]), prediction]
    const known = await knownPixelSize(pixelSizeUm, paths)
    const gray: GrayValues =
      image === null ? { channels: [], notes: [] } : await inside(image, shape)
    const readouts = objectReadouts(objects, extentOf(shape.length, known), gray.channels)
    return { readouts, objects: withIntensities(objects, gray.channels), notes: gray.notes }
  } finally {
    await trueLabels.close()
  }

  async function inside(path: string, shape: readonly number[]): Promise<GrayValues> {
    const predicted = await openLabelPieces(prediction, { allowIntegralFloat: true })
    try {
      const pairs = pairedPieces(trueLabels, predicted)
      return await withRegion(region ?? null, shape, (walk) =>
        grayValues(path, shape, walk?.within(pairs) ?? pairs),
      )
    } finally {
      await predicted.close()
    }
  }
}
