/**
 * StarDist's suppression in three dimensions (nms.py and stardist3d_impl.cpp of stardist 0.9.1, 650d3a1):
 * as in two, with the original's chain of bounds. A later object goes when spheres inside both, or the space
 * that sees all corners of both (kernels), share more than the threshold of the smaller volume; it stays when
 * boxes, spheres around both or the convex hulls share less; else shared pixels are counted.
 */
import type { Candidates } from './candidates.ts'
import type { Rays } from './golden-spiral.ts'
import {
  boxOf,
  cornersOf,
  hullPlanes,
  kernelPlanes,
  radiiOf,
  volumeOf,
  type Box,
  type Vector,
} from './polyhedron.ts'
import { polytopeVolume } from './polytope-volume.ts'
import type { RayCones } from './ray-cones.ts'

export interface Polyhedra {
  readonly rays: Rays
  readonly cones: RayCones
  /** Centre of each candidate by rank, px of the full image. */
  readonly centres: readonly Vector[]
  /** Ray after ray, candidate after candidate. */
  readonly distances: Float32Array
}

/** What is known of one candidate's polyhedron. */
interface Shape {
  readonly rank: number
  readonly slot: number
  readonly centre: Vector
  readonly box: Box
  readonly volume: number
  readonly reach: number
  readonly outer: number
  readonly inner: number
}

/** Ranks of the survivors, ascending. */
export function suppressPolyhedra(
  { count }: Candidates,
  polyhedra: Polyhedra,
  threshold: number,
): number[] {
  const suppression = Math.fround(threshold)
  const { stretch, shapes } = shapesOf(count, polyhedra)
  const survivors: number[] = []
  let open = shapes
  let farthest = 0
  for (const { reach } of shapes) farthest = Math.max(farthest, reach)
  while (open.length > 0) {
    const [winner, ...others] = open
    if (!winner) break
    survivors.push(winner.rank)
    const radius = winner.reach + farthest
    open = others.filter(
      (other) =>
        distanceBetween(winner.centre, other.centre, [1, 1, 1]) >= radius ||
        !isSuppressed(winner, other, suppression, stretch, polyhedra),
    )
  }
  return survivors
}

/** Axes are stretched so that the candidates' boxes are as large along each on average. */
function shapesOf(
  count: number,
  { rays, centres, distances }: Polyhedra,
): { stretch: Vector; shapes: Shape[] } {
  const boxes = Array.from({ length: count }, (_, rank) =>
    boxOf(cornersOf(rays, centres[rank]!, distances, rank * rays.count)),
  )
  const sides = [0, 2, 4].map((axis) =>
    boxes.reduce((sum, box) => sum + (box[axis + 1]! - box[axis]!) / count, 0),
  )
  const longest = Math.max(...sides)
  const stretch = sides.map((side) => longest / side) as unknown as Vector
  const shapes = boxes.map((box, rank): Shape => {
    const slot = rank * rays.count
    let reach = 0
    for (let ray = 0; ray < rays.count; ray++) reach = Math.max(reach, distances[slot + ray]!)
    const volume = volumeOf(rays, distances, slot)
    const radii = radiiOf(rays, distances, slot, stretch)
    return { rank, slot, centre: centres[rank]!, box, volume, reach, ...radii }
  })
  return { stretch, shapes }
}

function isSuppressed(
  winner: Shape,
  other: Shape,
  threshold: number,
  stretch: Vector,
  polyhedra: Polyhedra,
): boolean {
  const smaller = Math.min(winner.volume, other.volume) + 1e-10
  const distance = distanceBetween(winner.centre, other.centre, stretch)
  const unit = stretch[0] * stretch[1] * stretch[2]
  const most = Math.min(
    sharedBall(distance, winner.outer, other.outer, unit),
    sharedBox(winner.box, other.box),
  )
  if (most < 1e-10 || Math.min(1, most / smaller) <= threshold) return false
  if (sharedBall(distance, winner.inner, other.inner, unit) / smaller > threshold) return true
  const pixels = sharedPixels(winner, other, polyhedra)
  // Kernels share less than the objects, hulls more: where pixels are clearly on one side, so are those.
  const doubt = countingError * Math.cbrt(smaller)
  if (Math.abs(pixels - threshold * smaller) > doubt) return pixels / smaller > threshold
  const bounds = (planes: 'kernel' | 'hull') => sharedPolytope(winner, other, planes, polyhedra)
  if ((bounds('kernel') ?? 0) / smaller > threshold) return true
  if ((bounds('hull') ?? Infinity) / smaller <= threshold) return false
  return pixels / smaller > threshold
}

/** Pixels by which a count may miss a volume, per cube root of the volume: three times the usual error. */
const countingError = 7

function distanceBetween(a: Vector, b: Vector, stretch: Vector): number {
  return Math.hypot(
    stretch[0] * (a[0] - b[0]),
    stretch[1] * (a[1] - b[1]),
    stretch[2] * (a[2] - b[2]),
  )
}

/** Volume that two balls share, in units of `unit`; a ball inside the other counts unscaled, as the original has it. */
function sharedBall(distance: number, r1: number, r2: number, unit: number): number {
  if (distance > r1 + r2) return 0
  const smaller = Math.min(r1, r2)
  if (Math.max(r1, r2) >= distance + smaller - 1e-10) return ((Math.PI * 4) / 3) * smaller ** 3
  const t = (r1 + r2 - distance) / 2 / distance
  const h1 = (r2 - r1 + distance) * t
  const h2 = (r1 - r2 + distance) * t
  const cap = (height: number, radius: number): number =>
    (Math.PI / 3) * height * height * (3 * radius - height)
  return (cap(h1, r1) + cap(h2, r2)) / unit
}

function sharedBox(a: Box, b: Box): number {
  const side = (axis: 0 | 2 | 4): number =>
    Math.max(0, Math.min(a[axis + 1]!, b[axis + 1]!) - Math.max(a[axis], b[axis]))
  return side(0) * side(2) * side(4)
}

function sharedPixels(a: Shape, b: Shape, { cones, distances }: Polyhedra): number {
  const from = (axis: 0 | 2 | 4): number => Math.max(a.box[axis], b.box[axis])
  const to = (axis: 0 | 2 | 4): number => Math.min(a.box[axis + 1]!, b.box[axis + 1]!)
  let pixels = 0
  for (let z = from(0); z <= to(0); z++) {
    for (let y = from(2); y <= to(2); y++) {
      for (let x = from(4); x <= to(4); x++) {
        if (isInside(a, z, y, x) && isInside(b, z, y, x)) pixels++
      }
    }
  }
  return pixels

  function isInside({ centre, slot }: Shape, z: number, y: number, x: number): boolean {
    return cones.isInside(z - centre[0], y - centre[1], x - centre[2], distances, slot)
  }
}

function sharedPolytope(
  a: Shape,
  b: Shape,
  kind: 'kernel' | 'hull',
  { rays, distances }: Polyhedra,
): number | null {
  const planes = [a, b].map(({ centre, slot }) => {
    const corners = cornersOf(rays, centre, distances, slot)
    return kind === 'kernel' ? kernelPlanes(corners, rays, centre) : hullPlanes(corners, centre)
  })
  const middle = [0, 1, 2].map((axis) => (a.centre[axis]! + b.centre[axis]!) / 2)
  if (planes.some((own) => own.length === 0)) return null
  return polytopeVolume(
    planes.flat(),
    middle as unknown as Vector,
    2 * Math.max(a.reach, b.reach) + 1,
  )
}
