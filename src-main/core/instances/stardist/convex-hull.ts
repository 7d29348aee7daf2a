/**
 * Convex hull of points in space: Quickhull (Barber, Dobkin & Huhdanpaa, ACM TOMS 22, 469-483, 1996), taking
 * points and facets in the order in which Qhull 2020 takes them. Points in general position give the facets in
 * the order that scipy's ConvexHull lists, which is that of StarDist's faces.
 */

/** Three numbers z, y, x per point. */
export type Points = ArrayLike<number>
export type Triangle = readonly [a: number, b: number, c: number]

interface Facet {
  /** The corner that came last first. */
  readonly corners: Triangle
  /** Neighbour k lies across from corner k. */
  readonly neighbours: Facet[]
  /** Unit length, outwards. */
  readonly normal: readonly [number, number, number]
  readonly offset: number
  /** Points beyond the facet, the farthest last. */
  readonly outside: number[]
  farthest: number
  isNew: boolean
  isVisible: boolean
  /** A facet that took the place of this one. */
  successor: Facet | null
}

/** Beyond a facet by rounding only counts as on it; relative to the largest coordinate. */
const roundOff = 1e-14

/**
 * Triangles of corners; points that are no corners are in none. Empty when all lie in a plane, or so nearly
 * that rounding leaves no closed surface (Qhull would merge facets or give up).
 */
export function convexHull(points: Points): Triangle[] {
  const start = firstCorners(points)
  return start ? new Hull(points, start).grow() : []
}

/** The extremes of the first axis, then the extreme points of any axis that make the largest simplex. */
function firstCorners(points: Points): readonly number[] | null {
  const count = Math.floor(points.length / 3)
  if (count < 4) return null
  const extremes = [0, 1, 2].flatMap((axis) => {
    let [low, high] = [0, 0]
    for (let point = 0; point < count; point++) {
      const value = points[3 * point + axis]!
      if (points[3 * high + axis]! < value) high = point
      else if (points[3 * low + axis]! > value) low = point
    }
    return [low, high]
  })
  const [low, high] = extremes as [number, number]
  const corners = [low, high]
  while (corners.length < 4) {
    const next = farthestOf(points, corners, extremes) ?? farthestOf(points, corners, range(count))
    if (next === null) return null
    corners.push(next)
  }
  return corners
}

function farthestOf(
  points: Points,
  corners: readonly number[],
  among: Iterable<number>,
): number | null {
  let best: number | null = null
  let largest = 1e-12 * scaleOf(points) ** corners.length
  for (const point of among) {
    if (corners.includes(point)) continue
    const size = Math.abs(simplexSize(points, corners, point))
    if (size > largest) [largest, best] = [size, point]
  }
  return best
}

/** Of as many coordinates as there are corners: two corners and a point are measured in z and y. */
function simplexSize(points: Points, corners: readonly number[], apex: number): number {
  const rows = corners.map((corner) =>
    corners.map((_, axis) => points[3 * apex + axis]! - points[3 * corner + axis]!),
  )
  const [a, b, c] = rows as [number[], number[], number[]]
  if (rows.length === 2) return a[0]! * b[1]! - a[1]! * b[0]!
  return (
    a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) -
    b[0]! * (a[1]! * c[2]! - a[2]! * c[1]!) +
    c[0]! * (a[1]! * b[2]! - a[2]! * b[1]!)
  )
}

function* range(count: number): Generator<number> {
  for (let index = 0; index < count; index++) yield index
}

function scaleOf(points: Points): number {
  let scale = 0
  for (let index = 0; index < points.length; index++)
    scale = Math.max(scale, Math.abs(points[index]!))
  return scale
}

class Hull {
  readonly #points: Points
  readonly #inside: readonly [number, number, number]
  readonly #limit: number
  /** In Qhull's order; what stands before `#next` has no points outside. */
  #facets: Facet[] = []
  #next = 0
  /** Where the facets of the point at hand begin. */
  #newFrom = 0
  /** How points are handed on: along new facets, or to the first of all new ones where those bend sharply. */
  #search: 'along' | 'all' | 'along, not sharp' = 'along'

  constructor(points: Points, corners: readonly number[]) {
    this.#points = points
    this.#limit = roundOff * scaleOf(points)
    const mean = (axis: number): number =>
      corners.reduce((sum, corner) => sum + points[3 * corner + axis]! / 4, 0)
    this.#inside = [mean(0), mean(1), mean(2)]
    const latestFirst = corners.toReversed()
    this.#facets = latestFirst.map((corner) =>
      this.#newFacet(latestFirst.filter((other) => other !== corner) as unknown as Triangle),
    )
    for (const facet of this.#facets)
      facet.neighbours.push(...this.#facets.filter((other) => other !== facet))
    this.#shareOut(corners)
  }

  grow(): Triangle[] {
    while (this.#next < this.#facets.length) {
      const facet = this.#facets[this.#next]!
      const point = facet.outside.pop()
      if (point === undefined) this.#next++
      else if (!this.#add(point, facet)) return []
    }
    return this.#facets.map(({ corners }) => corners)
  }

  /** Every point goes to the first facet that it lies beyond; the facet with the farthest of all comes first. */
  #shareOut(corners: readonly number[]): void {
    let open = [...range(Math.floor(this.#points.length / 3))].filter((p) => !corners.includes(p))
    for (const facet of this.#facets) {
      const beyond = open.filter((point) => this.#distance(point, facet) >= this.#limit)
      open = open.filter((point) => !beyond.includes(point))
      for (const point of beyond) {
        const distance = this.#distance(point, facet)
        const isFarther = facet.outside.length === 0 || distance > facet.farthest
        if (isFarther) {
          facet.outside.push(point)
          facet.farthest = distance
        } else facet.outside.splice(-1, 0, point)
      }
    }
    let best: Facet | null = null
    for (const facet of this.#facets) {
      if (facet.outside.length > 0 && facet.farthest > (best?.farthest ?? -Infinity)) best = facet
    }
    if (best) this.#facets = [best, ...this.#facets.filter((facet) => facet !== best)]
  }

  /** False when the new facets do not close. */
  #add(point: number, from: Facet): boolean {
    const visible = this.#visibleFrom(point, from)
    const added = visible.flatMap((facet) => this.#cone(point, facet))
    if (added.length < 3 || !this.#connect(added)) return false
    this.#newFrom = this.#facets.length
    this.#search = 'along'
    this.#facets.push(...added)
    for (const facet of visible) {
      for (const other of facet.outside) this.#hand(other, facet.successor ?? added[0]!)
    }
    for (const facet of this.#facets) facet.isNew = false
    return true
  }

  /** Takes the facets that the point sees out of the list, neighbour by neighbour. */
  #visibleFrom(point: number, from: Facet): Facet[] {
    const visible = [from]
    const met = new Set([from])
    from.isVisible = true
    for (const facet of visible) {
      for (const neighbour of facet.neighbours) {
        if (met.has(neighbour)) continue
        met.add(neighbour)
        if (this.#distance(point, neighbour) <= this.#limit) continue
        neighbour.isVisible = true
        visible.push(neighbour)
      }
    }
    const before = this.#facets.slice(0, this.#next).filter((facet) => !facet.isVisible)
    const rest = this.#facets.slice(this.#next).filter((facet) => !facet.isVisible)
    this.#next = before.length
    this.#facets = [...before, ...rest]
    return visible
  }

  /** New facets between the point and the edges that a visible facet shares with ones that stay. */
  #cone(point: number, facet: Facet): Facet[] {
    const added = facet.neighbours.flatMap((horizon) => {
      if (horizon.isVisible) return []
      const across = horizon.neighbours.indexOf(facet)
      const edge = horizon.corners.filter((_, place) => place !== across)
      const made = this.#newFacet([point, ...edge] as unknown as Triangle)
      made.isNew = true
      made.neighbours.push(horizon)
      horizon.neighbours[across] = made
      return [made]
    })
    facet.successor = added.at(-1) ?? null
    return added
  }

  /** New facets are neighbours where they share the new point and one more corner. */
  #connect(added: readonly Facet[]): boolean {
    return added.every((facet) => {
      const [, b, c] = facet.corners
      const sharing = (corner: number): Facet[] =>
        added.filter((other) => other !== facet && other.corners.includes(corner, 1))
      const [acrossB, acrossC] = [sharing(c), sharing(b)]
      facet.neighbours.push(...acrossB, ...acrossC)
      return acrossB.length === 1 && acrossC.length === 1
    })
  }

  /** Gives a point to a new facet that it lies beyond, else to another one, else to none: it lies inside. */
  #hand(point: number, start: Facet): void {
    const found = this.#facetBeyond(point, start)
    const distance = this.#distance(point, found)
    if (distance < this.#limit) return
    const { outside } = found
    if (outside.length === 0) {
      outside.push(point)
      found.farthest = distance
      if (!found.isNew) this.#moveToEnd(found)
    } else if (found.farthest < distance) {
      outside.push(point)
      found.farthest = distance
    } else outside.splice(-1, 0, point)
  }

  /** From new facet to new facet while the distance grows; the first that the point lies beyond is taken. */
  #facetBeyond(point: number, start: Facet): Facet {
    if (this.#search === 'all') return this.#firstBeyond(point, start)
    let best = start
    let distance = this.#distance(point, start)
    if (distance >= this.#limit) return best
    const met = new Set([start])
    for (let facet: Facet | null = start; facet;) {
      let nearer: Facet | null = null
      for (const neighbour of facet.neighbours) {
        if (!neighbour.isNew || met.has(neighbour)) continue
        met.add(neighbour)
        const other = this.#distance(point, neighbour)
        if (other <= distance) continue
        if (other >= this.#limit) return neighbour
        nearer = best = neighbour
        distance = other
        break
      }
      facet = nearer
    }
    if (this.#search === 'along' && distance < -this.#limit) {
      this.#search = this.#isSharp() ? 'all' : 'along, not sharp'
      if (this.#search === 'all') return this.#firstBeyond(point, best)
    }
    return this.#bestAround(point, best, distance)
  }

  /** Of the new facets from `start` on, then from the first. */
  #firstBeyond(point: number, start: Facet): Facet {
    const added = this.#facets.slice(this.#newFrom)
    const at = added.indexOf(start)
    let best = start
    let distance = -Infinity
    for (const facet of [...added.slice(at), ...added.slice(0, at)]) {
      const other = this.#distance(point, facet)
      if (other >= this.#limit) return facet
      if (other > distance) [best, distance] = [facet, other]
    }
    return this.#bestAround(point, best, distance)
  }

  /** New facets that look into different octants. */
  #isSharp(): boolean {
    const [first, ...others] = this.#facets.slice(this.#newFrom)
    return others.some(({ normal }) =>
      normal.some((part, axis) => part > 0 !== first!.normal[axis]! > 0),
    )
  }

  /** From neighbour to neighbour among all facets, as long as the distance does not shrink. */
  #bestAround(point: number, start: Facet, from: number): Facet {
    let best = start
    let distance = from
    const met = new Set([start])
    const open = [start]
    for (let facet = open.pop(); facet; facet = open.pop()) {
      for (const neighbour of facet.neighbours) {
        if (met.has(neighbour)) continue
        met.add(neighbour)
        const other = this.#distance(point, neighbour)
        if (other < distance - this.#limit) continue
        if (other > distance) [best, distance] = [neighbour, other]
        open.push(neighbour)
      }
    }
    return best
  }

  #moveToEnd(facet: Facet): void {
    const at = this.#facets.indexOf(facet)
    this.#facets.splice(at, 1)
    this.#facets.push(facet)
    if (at < this.#next) this.#next--
    if (at < this.#newFrom) this.#newFrom--
    facet.isNew = true
  }

  #newFacet(corners: Triangle): Facet {
    // In Qhull's order of operations: where distances are equal by symmetry, rounding decides.
    const at = (corner: number, axis: number): number => this.#points[3 * corner + axis]!
    const [a, b, c] = corners
    const p = [0, 1, 2].map((axis) => at(b, axis) - at(a, axis)) as [number, number, number]
    const q = [0, 1, 2].map((axis) => at(c, axis) - at(a, axis)) as [number, number, number]
    const cross = [
      q[1] * p[2] - q[2] * p[1],
      p[0] * q[2] - p[2] * q[0],
      q[0] * p[1] - q[1] * p[0],
    ] as const
    const towards = [0, 1, 2].reduce(
      (sum, axis) => sum + cross[axis]! * (this.#inside[axis]! - at(a, axis)),
      0,
    )
    const square = cross[0] * cross[0] + cross[1] * cross[1] + cross[2] * cross[2]
    const length = towards > 0 ? -Math.sqrt(square) : Math.sqrt(square)
    const normal = cross.map((part) => part / length) as [number, number, number]
    const offset = -(at(a, 0) * normal[0] + at(a, 1) * normal[1] + at(a, 2) * normal[2])
    return {
      corners,
      neighbours: [],
      normal,
      offset,
      outside: [],
      farthest: -Infinity,
      isNew: false,
      isVisible: false,
      successor: null,
    }
  }

  #distance(point: number, { normal, offset }: Facet): number {
    const at = 3 * point
    const { [at]: z = 0, [at + 1]: y = 0, [at + 2]: x = 0 } = this.#points
    return offset + z * normal[0] + y * normal[1] + x * normal[2]
  }
}
