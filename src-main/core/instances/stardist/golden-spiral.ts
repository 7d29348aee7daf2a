/** StarDist's rays in space: `Rays_GoldenSpiral` (rays3d.py of stardist 0.9.1, 650d3a1). */
import { convexHull, type Triangle } from './convex-hull.ts'

export interface Rays {
  readonly count: number
  /** Unit directions z, y, x, single precision. */
  readonly directions: Float32Array
  /** Triangles between neighbouring rays, in StarDist's order; their cones fill space. */
  readonly faces: readonly Triangle[]
}

/** `anisotropy`: pixel size along each axis. At least four rays. */
export function goldenSpiral(
  count: number,
  anisotropy: readonly [z: number, y: number, x: number],
): Rays {
  const turn = (3 - Math.sqrt(5)) * Math.PI
  const points = new Float64Array(3 * count)
  for (let ray = 0; ray < count; ray++) {
    const z = -1 + (2 * ray) / (count - 1)
    const radius = Math.sqrt(Math.max(0, 1 - z * z))
    points[3 * ray] = z / anisotropy[0]
    points[3 * ray + 1] = (radius * Math.sin(turn * ray)) / anisotropy[1]
    points[3 * ray + 2] = (radius * Math.cos(turn * ray)) / anisotropy[2]
  }
  const directions = new Float32Array(3 * count)
  for (let ray = 0; ray < count; ray++) {
    const at = 3 * ray
    const length = Math.hypot(points[at]!, points[at + 1]!, points[at + 2]!)
    for (let axis = 0; axis < 3; axis++) directions[at + axis] = points[at + axis]! / length
  }
  // StarDist turns faces round whose corners go the other way about the centre.
  const faces = convexHull(points).map(([a, b, c]): Triangle => {
    return determinant(points, a, b, c) > 0 ? [c, b, a] : [a, b, c]
  })
  return { count, directions, faces }
}

/** Of the points i, j and k among `v`, three numbers each: six times the volume that they span from the origin. */
export function determinant(v: ArrayLike<number>, i: number, j: number, k: number): number {
  const [a, b, c] = [3 * i, 3 * j, 3 * k]
  return (
    v[a]! * (v[b + 1]! * v[c + 2]! - v[b + 2]! * v[c + 1]!) -
    v[a + 1]! * (v[b]! * v[c + 2]! - v[b + 2]! * v[c]!) +
    v[a + 2]! * (v[b]! * v[c + 1]! - v[b + 1]! * v[c]!)
  )
}
