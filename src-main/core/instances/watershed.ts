/**
 * Seeded watershed (Meyer's flooding): from each seed the basin grows into its neighbours, lowest first.
 * No watershed lines: every reached pixel of the mask belongs to one seed.
 */
import type { LabelImage, Mask, RealImage } from '../images/types.ts'
import { requireSameShape } from './require-same-shape.ts'
import { componentsOfMask } from './connected-components.ts'
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
  const states = openStates(mask.data, [width, height, depth])
  const data = new Uint32Array(states.length)
  const queue = createFloodQueue(elevation.data)
  const visit = (neighbour: number, label: number): void => {
    const state = states[neighbour]!
    if ((state & OPEN) === 0) return
    states[neighbour] = state & ~OPEN
    data[neighbour] = label
    queue.push(neighbour)
  }
  // a flood never leaves its component: one after the other, each stays in the cache
  for (const group of seedsByComponent(seeds, mask)) {
    for (const seed of group) {
      states[seed] = states[seed]! & ~OPEN
      data[seed] = seeds.data[seed]!
      queue.push(seed)
    }
    for (let at = queue.pop(); at >= 0; at = queue.pop()) {
      const label = data[at]!
      const state = states[at]!
      if ((state & FIRST_PLANE) === 0) visit(at - plane, label)
      if ((state & FIRST_ROW) === 0) visit(at - width, label)
      if ((state & FIRST_COLUMN) === 0) visit(at - 1, label)
      if ((state & LAST_COLUMN) === 0) visit(at + 1, label)
      if ((state & LAST_ROW) === 0) visit(at + width, label)
      if ((state & LAST_PLANE) === 0) visit(at + plane, label)
    }
  }
  return { shape: mask.shape, data }
}

/** Pixels of the mask with a seed, in scan order, for each component that has any. */
function seedsByComponent(seeds: LabelImage, mask: Mask): Iterable<readonly number[]> {
  const components = componentsOfMask(mask, 'cross')
  const groups = new Map<number, number[]>()
  for (let i = 0; i < seeds.data.length; i++) {
    if (seeds.data[i] === 0) continue
    const component = components.data[i]!
    if (component === 0) continue
    const group = groups.get(component)
    if (group === undefined) groups.set(component, [i])
    else group.push(i)
  }
  return groups.values()
}

/** In the mask and not yet reached; at which edges of the image the pixel lies. */
const OPEN = 1
const FIRST_COLUMN = 2
const LAST_COLUMN = 4
const FIRST_ROW = 8
const LAST_ROW = 16
const FIRST_PLANE = 32
const LAST_PLANE = 64

/** So that the flood need not work out where a pixel lies. */
function openStates(
  inside: Uint8Array,
  [width, height, depth]: readonly [width: number, height: number, depth: number],
): Uint8Array {
  const states = new Uint8Array(inside.length)
  for (let i = 0; i < inside.length; i++) states[i] = inside[i] === 0 ? 0 : OPEN
  const mark = (from: number, count: number, step: number, flag: number): void => {
    for (let k = 0, i = from; k < count; k++, i += step) states[i] = states[i]! | flag
  }
  const plane = width * height
  if (plane === 0) return states
  mark(0, height * depth, width, FIRST_COLUMN)
  mark(width - 1, height * depth, width, LAST_COLUMN)
  for (let z = 0; z < depth; z++) {
    mark(z * plane, width, 1, FIRST_ROW)
    mark((z + 1) * plane - width, width, 1, LAST_ROW)
  }
  mark(0, plane, 1, FIRST_PLANE)
  mark((depth - 1) * plane, plane, 1, LAST_PLANE)
  return states
}
