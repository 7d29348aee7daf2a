/**
 * Seeded watershed (Meyer's flooding): from each seed the basin grows into its neighbours, lowest first.
 * No watershed lines: every reached pixel of the mask belongs to one seed.
 */
import type { LabelImage, Mask, RealImage } from '../images/types.ts'
import { requireSameShape } from './require-same-shape.ts'
import { createFloodQueue } from './flood-queue.ts'

/**
 * Floods `elevation` within `mask` from `seeds` (0 = no seed) over neighbours that share a side. Among
 * equal heights the earlier pixel goes first, seeds in scan order, so the result is the same every time.
 * Pixels of the mask that no seed reaches stay 0. Throws `shape-mismatch`.
 */
export function seededWatershed(elevation: RealImage, seeds: LabelImage, mask: Mask): LabelImage {
  requireSameShape(elevation.shape, seeds.shape, 'elevation', 'seeds')
  requireSameShape(elevation.shape, mask.shape, 'elevation', 'mask')
  const [width = 1, height = 1, depth = 1] = mask.shape.toReversed()
  const plane = width * height
  const heights = elevation.data
  const inside = mask.data
  const data = new Uint32Array(inside.length)
  const queue = createFloodQueue(heights)
  for (let i = 0; i < data.length; i++) {
    if (inside[i] === 0 || seeds.data[i] === 0) continue
    data[i] = seeds.data[i]!
    queue.push(i)
  }
  const visit = (neighbour: number, label: number): void => {
    if (inside[neighbour] === 0 || data[neighbour] !== 0) return
    data[neighbour] = label
    queue.push(neighbour)
  }
  for (let at = queue.pop(); at >= 0; at = queue.pop()) {
    const label = data[at]!
    const x = at % width
    const y = Math.floor(at / width) % height
    const z = Math.floor(at / plane)
    if (z > 0) visit(at - plane, label)
    if (y > 0) visit(at - width, label)
    if (x > 0) visit(at - 1, label)
    if (x < width - 1) visit(at + 1, label)
    if (y < height - 1) visit(at + width, label)
    if (z < depth - 1) visit(at + plane, label)
  }
  return { shape: mask.shape, data }
}
