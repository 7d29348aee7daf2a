/**
 * Seeded watershed (Meyer's flooding): from each seed the basin grows into its neighbours, lowest first.
 * No watershed lines: every reached pixel of the mask belongs to one seed.
 */
import type { LabelImage, Mask, RealImage } from '../images/types.ts'
import { requireSameShape } from './require-same-shape.ts'
import { runsByComponent, type ComponentRuns } from './connected-components.ts'
import { createFloodPiece, type FloodPiece } from './flood-piece.ts'
import { createFloodQueue, type FloodQueue } from './flood-queue.ts'

/**
 * Floods `elevation` within `mask` from `seeds` (0 = no seed) over neighbours that share a side. Among
 * equal heights the earlier pixel goes first, seeds in scan order, so the result is the same every time.
 * Pixels of the mask that no seed reaches stay 0. Throws `shape-mismatch`.
 */
export function seededWatershed(elevation: RealImage, seeds: LabelImage, mask: Mask): LabelImage {
  requireSameShape(elevation.shape, seeds.shape, 'elevation', 'seeds')
  requireSameShape(elevation.shape, mask.shape, 'elevation', 'mask')
  const data = new Uint32Array(mask.data.length)
  const pieces = runsByComponent(mask, 'cross')
  // a flood never leaves its component, and all of it is within reach of an only label
  const contested: { component: number; labels: readonly number[] }[] = []
  for (let component = 0; component + 1 < pieces.first.length; component++) {
    const labels = seedLabels(pieces, component, seeds.data)
    const [label = 0] = labels
    if (labels.some((other) => other !== label)) contested.push({ component, labels })
    else if (label !== 0) paint(pieces, component, label, data)
  }
  const components = contested.map(({ component }) => component)
  const piece = createFloodPiece(pieces, components, elevation, seeds)
  const queue = createFloodQueue(piece.heights)
  for (const { component, labels } of contested) {
    queue.begin(piece.fill(component))
    flood(piece, labels.length, queue)
    piece.write(component, labels, data)
  }
  return { shape: mask.shape, data }
}

/** Of each pixel with a seed, in scan order. */
function seedLabels(
  { begin, end, first }: ComponentRuns,
  component: number,
  seeds: Uint32Array,
): number[] {
  const labels: number[] = []
  for (let r = first[component]!; r < first[component + 1]!; r++)
    for (let i = begin[r]!; i < end[r]!; i++) if (seeds[i] !== 0) labels.push(seeds[i]!)
  return labels
}

function paint(
  { begin, end, first }: ComponentRuns,
  component: number,
  label: number,
  data: Uint32Array,
): void {
  for (let r = first[component]!; r < first[component + 1]!; r++) data.fill(label, begin[r], end[r])
}

function flood({ owners, inRows, inPlanes }: FloodPiece, seeds: number, queue: FloodQueue): void {
  for (let place = 0, left = seeds; left > 0; place++)
    if (owners[place]! > 0) {
      queue.push(place)
      left--
    }
  const visit = (neighbour: number, owner: number): void => {
    if (owners[neighbour] !== 0) return
    owners[neighbour] = owner
    queue.push(neighbour)
  }
  for (let at = queue.pop(); at >= 0; at = queue.pop()) {
    const owner = owners[at]!
    if (inPlanes !== null) visit(inPlanes[2 * at]!, owner)
    visit(inRows[2 * at]!, owner)
    visit(at - 1, owner)
    visit(at + 1, owner)
    visit(inRows[2 * at + 1]!, owner)
    if (inPlanes !== null) visit(inPlanes[2 * at + 1]!, owner)
  }
}
