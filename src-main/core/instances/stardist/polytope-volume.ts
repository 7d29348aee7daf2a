/**
 * Volume of the space that a set of planes encloses: a third of the sum of face area times distance from a
 * point inside, each face a large square in its plane cut by all other planes.
 */

/** Points p with normal . p <= offset are inside. */
export interface Plane {
  readonly normal: readonly [z: number, y: number, x: number]
  readonly offset: number
}

type Vector = readonly [number, number, number]
type Corner = readonly [u: number, v: number]

/**
 * `size`: no point of the space is farther from `inside` along an axis. Null when `inside` is not strictly
 * inside all planes, as Qhull refuses it then (stardist3d_impl.cpp).
 */
export function polytopeVolume(
  planes: readonly Plane[],
  inside: Vector,
  size: number,
): number | null {
  const unit = planes.flatMap((plane) => {
    const length = Math.hypot(...plane.normal)
    if (length === 0) return []
    const normal = plane.normal.map((part) => part / length) as [number, number, number]
    return [{ normal, distance: plane.offset / length - dot(normal, inside) }]
  })
  if (unit.some(({ distance }) => distance <= 1e-9)) return null
  let volume = 0
  unit.forEach((plane, index) => {
    volume += (plane.distance * faceArea(unit, index, 2 * size)) / 3
  })
  return volume
}

interface UnitPlane {
  readonly normal: Vector
  /** Of the point inside from the plane. */
  readonly distance: number
}

function faceArea(planes: readonly UnitPlane[], index: number, size: number): number {
  const { normal, distance } = planes[index]!
  const [u, v] = axesOf(normal)
  let corners: Corner[] = [
    [-size, -size],
    [size, -size],
    [size, size],
    [-size, size],
  ]
  for (const [other, plane] of planes.entries()) {
    if (other === index) continue
    const a = dot(plane.normal, u)
    const b = dot(plane.normal, v)
    const limit = plane.distance - distance * dot(plane.normal, normal)
    if (Math.abs(a) < 1e-12 && Math.abs(b) < 1e-12) {
      // parallel: of two planes in the same place one counts
      const isSame = Math.abs(limit) < 1e-9 * size
      if (isSame ? other < index : limit < 0) return 0
      continue
    }
    corners = cut(corners, a, b, limit)
    if (corners.length < 3) return 0
  }
  return areaOf(corners)
}

/** The part of a convex polygon where a u + b v <= limit. */
function cut(corners: readonly Corner[], a: number, b: number, limit: number): Corner[] {
  const kept: Corner[] = []
  let before = corners.at(-1)!
  let beforeOver = a * before[0] + b * before[1] - limit
  for (const corner of corners) {
    const over = a * corner[0] + b * corner[1] - limit
    if (beforeOver > 0 !== over > 0) {
      const along = beforeOver / (beforeOver - over)
      kept.push([
        before[0] + along * (corner[0] - before[0]),
        before[1] + along * (corner[1] - before[1]),
      ])
    }
    if (over <= 0) kept.push(corner)
    before = corner
    beforeOver = over
  }
  return kept
}

function areaOf(corners: readonly Corner[]): number {
  let doubled = 0
  let before = corners.at(-1)!
  for (const corner of corners) {
    doubled += before[0] * corner[1] - before[1] * corner[0]
    before = corner
  }
  return Math.abs(doubled) / 2
}

/** Two unit vectors that span the plane. */
function axesOf(normal: Vector): [Vector, Vector] {
  const [z, y, x] = normal
  const away: Vector = Math.abs(z) < 0.6 ? [1, 0, 0] : [0, 1, 0]
  const u = cross([z, y, x], away)
  const length = Math.hypot(...u)
  const unit: Vector = [u[0] / length, u[1] / length, u[2] / length]
  return [unit, cross(normal, unit)]
}

function cross([a, b, c]: Vector, [d, e, f]: Vector): Vector {
  return [b * f - c * e, c * d - a * f, a * e - b * d]
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
