/** Convex hull of points in space by adding one after the other (Preparata & Hong 1977, the simple form). */

/** Three numbers z, y, x per point. */
export type Points = ArrayLike<number>
export type Triangle = readonly [a: number, b: number, c: number]

interface Facet {
  readonly corners: Triangle
  readonly normal: readonly [number, number, number]
  readonly offset: number
}

/**
 * Triangles of corners, each counter-clockwise seen from outside (right-handed in the order z, y, x of the
 * coordinates). Points inside, or within 1e-12 of the size of the hull's surface, are in none. Empty when all lie in a plane.
 */
export function convexHull(points: Points): Triangle[] {
  const count = Math.floor(points.length / 3)
  const tolerance = 1e-12 * extent(points)
  const start = firstTetrahedron(points, count, tolerance)
  if (!start) return []
  let facets = facetsOfTetrahedron(points, start)
  for (let point = 0; point < count; point++) {
    if (!start.includes(point)) facets = addPoint(points, facets, point, tolerance)
  }
  return facets.map(({ corners }) => corners)
}

/** Six times the volume of the tetrahedron a b c d, positive when d lies on the outer side of a b c. */
function orientation(points: Points, a: number, b: number, c: number, d: number): number {
  const { normal, offset } = facet(points, [a, b, c])
  return dot(normal, points, d) - offset
}

function facet(points: Points, corners: Triangle): Facet {
  const [a, b, c] = corners.map((corner) => 3 * corner) as [number, number, number]
  const at = (index: number): number => points[index]!
  const [pz, py, px] = [at(b) - at(a), at(b + 1) - at(a + 1), at(b + 2) - at(a + 2)]
  const [qz, qy, qx] = [at(c) - at(a), at(c + 1) - at(a + 1), at(c + 2) - at(a + 2)]
  const normal = [py * qx - px * qy, px * qz - pz * qx, pz * qy - py * qz] as const
  const offset = dot(normal, points, corners[0])
  return { corners, normal, offset }
}

function dot(normal: readonly [number, number, number], points: Points, point: number): number {
  return (
    normal[0] * points[3 * point]! +
    normal[1] * points[3 * point + 1]! +
    normal[2] * points[3 * point + 2]!
  )
}

function extent(points: Points): number {
  let largest = 0
  for (let index = 0; index < points.length; index++)
    largest = Math.max(largest, Math.abs(points[index]!))
  return largest ** 3
}

function firstTetrahedron(
  points: Points,
  count: number,
  tolerance: number,
): readonly [number, number, number, number] | null {
  for (let c = 2; c < count; c++) {
    const { normal } = facet(points, [0, 1, c])
    if (Math.hypot(...normal) <= tolerance ** (2 / 3)) continue
    for (let d = 2; d < count; d++) {
      if (d !== c && Math.abs(orientation(points, 0, 1, c, d)) > tolerance) return [0, 1, c, d]
    }
  }
  return null
}

function facetsOfTetrahedron(
  points: Points,
  [a, b, c, d]: readonly [number, number, number, number],
): Facet[] {
  const outside = orientation(points, a, b, c, d) > 0
  const [p, q] = outside ? [c, b] : [b, c]
  const triangles: Triangle[] = [
    [a, p, q],
    [a, d, p],
    [p, d, q],
    [q, d, a],
  ]
  return triangles.map((corners) => facet(points, corners))
}

/** Facets that see the point give way to new ones between it and their outline. */
function addPoint(
  points: Points,
  facets: readonly Facet[],
  point: number,
  tolerance: number,
): Facet[] {
  const kept: Facet[] = []
  const edges = new Map<string, readonly [number, number]>()
  for (const one of facets) {
    if (dot(one.normal, points, point) - one.offset <= tolerance) {
      kept.push(one)
      continue
    }
    const [a, b, c] = one.corners
    for (const [from, to] of [
      [a, b],
      [b, c],
      [c, a],
    ] as const) {
      // an edge between two facets that go is met in both directions
      if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, [from, to])
    }
  }
  for (const [from, to] of edges.values()) kept.push(facet(points, [from, to, point]))
  return kept
}
