/**
 * Which pixels lie inside a star polyhedron: a pixel's offset from the centre lies in the cone of one face,
 * offset = u a + v b + w c with the directions a, b, c of its rays, and is inside when
 * u / distance(a) + v / distance(b) + w / distance(c) <= 1. Cone and weights are the same for every object.
 */
import type { Rays } from './golden-spiral.ts'

export interface RayCones {
  /** Is the pixel at this offset inside the polyhedron whose distances start at `slot`? */
  isInside(z: number, y: number, x: number, distances: Float32Array, slot: number): boolean
}

/** Offsets up to this along each axis are looked up once. */
const tableReach = 48

/** Rounding must not lose pixels on the border of two cones or on the surface. */
const tolerance = 1e-6

export function rayCones({ directions, faces }: Rays): RayCones {
  const inverses = faces.map((face) => inverseOf(directions, face))
  const side = 2 * tableReach + 1
  const table = new Int16Array(side ** 3).fill(-1)
  let lastFace = 0

  function contains(face: number, z: number, y: number, x: number): boolean {
    const m = inverses[face]!
    const limit = -tolerance
    return (
      m[0]! * z + m[1]! * y + m[2]! * x >= limit &&
      m[3]! * z + m[4]! * y + m[5]! * x >= limit &&
      m[6]! * z + m[7]! * y + m[8]! * x >= limit
    )
  }

  /** The face whose cone holds the offset: most often that of the pixel before. */
  function find(z: number, y: number, x: number): number {
    if (contains(lastFace, z, y, x)) return lastFace
    const found = faces.findIndex((_, face) => contains(face, z, y, x))
    lastFace = Math.max(0, found)
    return lastFace
  }

  function faceAt(z: number, y: number, x: number): number {
    const isNear =
      Math.abs(z) <= tableReach && Math.abs(y) <= tableReach && Math.abs(x) <= tableReach
    if (!isNear) return find(z, y, x)
    const place = ((z + tableReach) * side + y + tableReach) * side + x + tableReach
    if (table[place]! < 0) table[place] = find(z, y, x)
    return table[place]!
  }

  return {
    isInside(z, y, x, distances, slot) {
      const face = faceAt(z, y, x)
      const [a, b, c] = faces[face]!
      const m = inverses[face]!
      const share =
        (m[0]! * z + m[1]! * y + m[2]! * x) / distances[slot + a]! +
        (m[3]! * z + m[4]! * y + m[5]! * x) / distances[slot + b]! +
        (m[6]! * z + m[7]! * y + m[8]! * x) / distances[slot + c]!
      return share <= 1 + tolerance
    },
  }
}

/** Rows: the weights of the three rays as functions of z, y, x. */
function inverseOf(
  directions: Float32Array,
  corners: readonly [number, number, number],
): Float64Array {
  const [a, b, c] = corners.map((ray) => directions.subarray(3 * ray, 3 * ray + 3)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const cross = (p: Float32Array, q: Float32Array): number[] => [
    p[1]! * q[2]! - p[2]! * q[1]!,
    p[2]! * q[0]! - p[0]! * q[2]!,
    p[0]! * q[1]! - p[1]! * q[0]!,
  ]
  const rows = [cross(b, c), cross(c, a), cross(a, b)]
  const determinant = a[0]! * rows[0]![0]! + a[1]! * rows[0]![1]! + a[2]! * rows[0]![2]!
  return Float64Array.from(rows.flat(), (value) => value / determinant)
}
