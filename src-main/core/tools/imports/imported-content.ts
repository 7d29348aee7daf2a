/** What an imported prediction holds, and how it lies on the ground truth of its case. */
import type { FrozenCase } from '../../../contract/datasets.ts'
import type { PixelSizeUm, Task } from '../../../contract/words.ts'
import { isTouchstoneError } from '../../errors.ts'
import { openImage } from '../../images/open-image.ts'
import { readLabelImage } from '../../images/read-label-image.ts'
import type { LabelImage } from '../../images/types.ts'
import { readPoints } from '../../tables/read-points.ts'
import { brightPlane } from './bright-plane.ts'
import { orientationOf, type Orientation, type Plane } from './orientation.ts'
import { pointOrientationOf, type PlacedPoints } from './point-places.ts'

export interface ImportedContent {
  readonly labels: LabelImage | null
  readonly points: PlacedPoints | null
  /** Of restored images: where the middle plane is bright. */
  readonly bright: Plane | null
  /** Objects or points; null where the task counts none. */
  readonly objects: number | null
  /** Such as `512 x 512, 12 planes`; null for tables. */
  readonly size: string | null
}

const nothing: ImportedContent = {
  ...{ labels: null, points: null, bright: null, objects: null, size: null },
}

/** Throws what reading throws. */
export async function importedContent(path: string, task: Task): Promise<ImportedContent> {
  if (task === 'classification') return nothing
  if (task === 'detection') {
    const points = await readPoints(path)
    return { ...nothing, points, objects: points.coordinates.length / points.dimensions }
  }
  if (task === 'restoration') {
    const { width, height, z } = (await frameOf(path)).size
    return { ...nothing, bright: await brightPlane(path), size: sizeText(width, height, z) }
  }
  const labels = await readLabelImage(path, { allowIntegralFloat: true })
  const [width = 1, height = 1, depth = 1] = labels.shape.toReversed()
  const distinct = new Set(labels.data)
  distinct.delete(0)
  const objects = task === 'instances' ? distinct.size : null
  return { ...nothing, labels, objects, size: sizeText(width, height, depth) }
}

function sizeText(width: number, height: number, depth: number): string {
  return `${width} x ${height}${depth > 1 ? `, ${depth} planes` : ''}`
}

/** Null where that says nothing: another kind of truth, an empty side. Of a stack the plane with most truth counts. */
export async function heldAgainstTruth(
  { image, truth }: FrozenCase,
  { labels, points, bright }: ImportedContent,
): Promise<Orientation | null> {
  if (labels !== null) {
    const expected = await unlessRefused(readLabelImage(truth.path, { allowIntegralFloat: true }))
    return expected === null ? null : planeOrientation(expected, labels)
  }
  if (points === null) return bright === null ? null : brightOrientation(truth.path, bright)
  const expected = await unlessRefused(readPoints(truth.path))
  if (expected === null) return null
  const { size, pixelSizeUm } = await frameOf(image.path)
  return pointOrientationOf(expected, points, { ...size, pixelSizeUm })
}

async function brightOrientation(truth: string, found: Plane): Promise<Orientation | null> {
  const expected = await unlessRefused(brightPlane(truth))
  const isAlike = expected?.height === found.height && expected.width === found.width
  return isAlike ? orientationOf(expected, found) : null
}

/** What is wrong with a truth is told where it is frozen. */
async function unlessRefused<Read>(reading: Promise<Read>): Promise<Read | null> {
  return reading.catch((error: unknown) => {
    if (isTouchstoneError(error)) return null
    throw error
  })
}

async function frameOf(path: string): Promise<{
  readonly size: { readonly width: number; readonly height: number; readonly z: number }
  readonly pixelSizeUm: PixelSizeUm | null
}> {
  const image = await openImage(path)
  await image.close()
  const { size, pixelSizeUm } = image.info
  return { size, pixelSizeUm: pixelSizeUm === 'uncalibrated' ? null : pixelSizeUm }
}

function planeOrientation(truth: LabelImage, found: LabelImage): Orientation | null {
  if (truth.shape.join() !== found.shape.join()) return null
  const [width = 1, height = 1] = truth.shape.toReversed()
  const size = height * width
  const at = fullestPlane(truth.data, size) * size
  return orientationOf(
    { height, width, data: truth.data.subarray(at, at + size) },
    { height, width, data: found.data.subarray(at, at + size) },
  )
}

function fullestPlane(data: Uint32Array, size: number): number {
  let best = { plane: 0, count: -1 }
  for (let plane = 0; plane * size < data.length; plane++) {
    let count = 0
    for (let at = plane * size; at < (plane + 1) * size; at++) if (data[at] !== 0) count++
    if (count > best.count) best = { plane, count }
  }
  return best.plane
}
