/** Measures of star polyhedra for suppression (stardist3d_impl.cpp of stardist 0.9.1, 650d3a1). */
import { convexHull, type Triangle } from './convex-hull.ts'
import { determinant, type Rays } from './golden-spiral.ts'
import type { Plane } from './polytope-volume.ts'

export type Vector = readonly [z: number, y: number, x: number]

/** z, y, x of every corner. */
export function cornersOf(
  { directions, count }: Rays,
  [z, y, x]: Vector,
  distances: Float32Array,
  slot: number,
): Float32Array {
  const corners = new Float32Array(3 * count)
  for (let ray = 0; ray < count; ray++) {
    const distance = distances[slot + ray]!
    corners[3 * ray] = z + Math.fround(distance * directions[3 * ray]!)
    corners[3 * ray + 1] = y + Math.fround(distance * directions[3 * ray + 1]!)
    corners[3 * ray + 2] = x + Math.fround(distance * directions[3 * ray + 2]!)
  }
  return corners
}

/** Lowest and highest pixel along z, y and x, of corners rounded half to even. */
export type Box = readonly [z1: number, z2: number, y1: number, y2: number, x1: number, x2: number]

export function boxOf(corners: Float32Array): Box {
  const box = [Infinity, -Infinity, Infinity, -Infinity, Infinity, -Infinity]
  for (let index = 0; index < corners.length; index++) {
    const axis = 2 * (index % 3)
    const pixel = roundHalfToEven(corners[index]!)
    box[axis] = Math.min(box[axis]!, pixel)
    box[axis + 1] = Math.max(box[axis + 1]!, pixel)
  }
  return box as unknown as Box
}

function roundHalfToEven(value: number): number {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

/** In px, from the centre of the star. */
export function volumeOf(
  { directions, faces }: Rays,
  distances: Float32Array,
  slot: number,
): number {
  let volume = 0
  for (const [a, b, c] of faces) {
    const size = distances[slot + a]! * distances[slot + b]! * distances[slot + c]!
    volume += size * Math.abs(determinant(directions, a, b, c))
  }
  return volume / 6
}

export interface Radii {
  /** Of the farthest corner. */
  readonly outer: number
  /** Of the nearest plane of a face. */
  readonly inner: number
}

/** From the centre, with axes stretched by `stretch`. */
export function radiiOf(rays: Rays, distances: Float32Array, slot: number, stretch: Vector): Radii {
  const corners = new Float64Array(3 * rays.count)
  let outer = 0
  for (let ray = 0; ray < rays.count; ray++) {
    let square = 0
    for (let axis = 0; axis < 3; axis++) {
      const part = stretch[axis]! * distances[slot + ray]! * rays.directions[3 * ray + axis]!
      corners[3 * ray + axis] = part
      square += part * part
    }
    outer = Math.max(outer, square)
  }
  let inner = Infinity
  for (const face of rays.faces) {
    const { normal } = planeOf(corners, face)
    const height = Math.abs(determinant(corners, ...face)) / (Math.hypot(...normal) + 1e-10)
    inner = Math.min(inner, height)
  }
  return { outer: Math.sqrt(outer), inner }
}

/** Planes of all faces, the centre on the inner side: what lies inside all of them sees every corner. */
export function kernelPlanes(corners: Float32Array, rays: Rays, centre: Vector): Plane[] {
  return rays.faces.map((face) => facing(planeOf(corners, face), centre))
}

/** Planes of the convex hull. */
export function hullPlanes(corners: Float32Array, centre: Vector): Plane[] {
  return convexHull(corners).map((face) => facing(planeOf(corners, face), centre))
}

function planeOf(corners: ArrayLike<number>, [a, b, c]: Triangle): Plane {
  const at = (corner: number, axis: number): number => corners[3 * corner + axis]!
  const p = [0, 1, 2].map((axis) => at(b, axis) - at(a, axis)) as [number, number, number]
  const q = [0, 1, 2].map((axis) => at(c, axis) - at(a, axis)) as [number, number, number]
  const normal = [
    p[1] * q[2] - p[2] * q[1],
    p[2] * q[0] - p[0] * q[2],
    p[0] * q[1] - p[1] * q[0],
  ] as const
  return { normal, offset: normal[0] * at(a, 0) + normal[1] * at(a, 1) + normal[2] * at(a, 2) }
}

function facing({ normal, offset }: Plane, [z, y, x]: Vector): Plane {
  if (normal[0] * z + normal[1] * y + normal[2] * x <= offset) return { normal, offset }
  return { normal: [-normal[0], -normal[1], -normal[2]], offset: -offset }
}
