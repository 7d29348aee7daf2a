/**
 * Joins objects found plane by plane: one that overlaps an object of the plane before by enough goes on with
 * its id, as cellpose's `stitch3D` (4.0.9+21, 849ca11). Each object of the plane before hands its id to its
 * best match only.
 */
import type { LabelImage } from '../images/types.ts'
import { overlapTable } from '../metrics/overlap-table.ts'

/** `[z, y, x]`; `threshold`: smallest intersection over union of two that are joined, above 0. Ids 1..N. */
export function stitchPlanes({ shape, data }: LabelImage, threshold: number): LabelImage {
  const [width = 0, height = 0, depth = 0] = shape.toReversed()
  const length = width * height
  const stitched = new Uint32Array(data.length)
  let count = 0
  for (let z = 0; z < depth; z++) {
    const plane = { shape: [height, width], data: data.subarray(z * length, (z + 1) * length) }
    const before = {
      shape: [height, width],
      data: z === 0 ? new Uint32Array(length) : stitched.subarray((z - 1) * length, z * length),
    }
    const ids = continuedIds(before, plane, threshold)
    for (let pixel = 0; pixel < length; pixel++) {
      const label = plane.data[pixel]!
      if (label === 0) continue
      if (!ids.has(label)) ids.set(label, ++count)
      stitched[z * length + pixel] = ids.get(label)!
    }
  }
  return { shape, data: stitched }
}

/** For each object of a plane that goes on with an id of the plane before: that id. */
function continuedIds(
  before: LabelImage,
  plane: LabelImage,
  threshold: number,
): Map<number, number> {
  const { truth: earlier, prediction: later, overlaps } = overlapTable(before, plane)
  const pairs = overlaps.flatMap(({ truth, prediction, pixels }) => {
    const share = pixels / (earlier.areas[truth]! + later.areas[prediction]! - pixels)
    return share >= threshold ? [{ truth, prediction, share }] : []
  })
  const best = new Map<number, number>()
  for (const { truth, share } of pairs) best.set(truth, Math.max(best.get(truth) ?? 0, share))
  const chosen = new Map<number, { readonly truth: number; readonly share: number }>()
  for (const { truth, prediction, share } of pairs) {
    if (share < best.get(truth)!) continue
    const other = chosen.get(prediction)
    const isBetter = !other || share > other.share || (share === other.share && truth < other.truth)
    if (isBetter) chosen.set(prediction, { truth, share })
  }
  return new Map(
    [...chosen].map(([prediction, { truth }]) => [
      later.labels[prediction]!,
      earlier.labels[truth]!,
    ]),
  )
}
