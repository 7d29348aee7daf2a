/**
 * Area that two polygons with whole coordinates share, as Clipper gives it to StarDist: where edges cross,
 * the crossing is rounded to a whole pixel. The boundary of the shared area is walked (Green's theorem):
 * pieces of either outline that lie inside the other. The second polygon counts as moved by an
 * infinitesimal (e1, e2), 0 < e2 << e1, so that corners on edges and edges on edges need no special case.
 */
import type { StarPolygon } from './star-polygon.ts'

/** The edges of one polygon by the pixel rows they reach, to meet only edges at the same height. */
export interface EdgeRows {
  readonly polygon: StarPolygon
  readonly top: number
  /** First place in `edges` of each row; one entry more than rows. */
  readonly firstOfRow: Int32Array
  readonly edges: Int32Array
}

export function edgeRows(polygon: StarPolygon): EdgeRows {
  const { corners, y, top, bottom } = polygon
  const firstOfRow = new Int32Array(Math.max(0, bottom - top) + 2)
  const forEachRow = (visit: (row: number, edge: number) => void): void => {
    for (let edge = 0; edge < corners; edge++) {
      const a = y[edge]!
      const b = y[edge + 1 === corners ? 0 : edge + 1]!
      for (let row = Math.min(a, b) - top; row <= Math.max(a, b) - top; row++) visit(row, edge)
    }
  }
  forEachRow((row) => firstOfRow[row + 1]!++)
  for (let row = 1; row < firstOfRow.length; row++) firstOfRow[row]! += firstOfRow[row - 1]!
  const edges = new Int32Array(firstOfRow.at(-1) ?? 0)
  const next = firstOfRow.slice()
  forEachRow((row, edge) => (edges[next[row]!++] = edge))
  return { polygon, top, firstOfRow, edges }
}

/** Where outlines cross: on which edge of either, how far along it, and the change of winding there. */
interface Crossings {
  count: number
  readonly order: Int32Array
  readonly x: Float64Array
  readonly y: Float64Array
  readonly edge: readonly [Int32Array, Int32Array]
  readonly along: readonly [Float64Array, Float64Array]
  readonly turn: readonly [Int8Array, Int8Array]
}

/** Of the pair at hand: reused, since millions of pairs are met. */
let crossings = newCrossings(64)

function newCrossings(size: number): Crossings {
  const real = (): Float64Array => new Float64Array(size)
  const whole = (): Int32Array => new Int32Array(size)
  return {
    count: 0,
    order: whole(),
    x: real(),
    y: real(),
    edge: [whole(), whole()],
    along: [real(), real()],
    turn: [new Int8Array(size), new Int8Array(size)],
  }
}

/** In px. Both outlines turn the same way round, as star polygons do. */
export function sharedArea(first: EdgeRows, second: StarPolygon): number {
  const a = first.polygon
  if (a.left > second.right || second.left > a.right) return 0
  if (a.top > second.bottom || second.top > a.bottom) return 0
  findCrossings(first, second)
  const doubled =
    walk(a, 0, windingAround(second, a.x[0]!, a.y[0]!, true)) +
    walk(second, 1, windingAround(a, second.x[0]!, second.y[0]!, false))
  return Math.abs(doubled) / 2
}

function findCrossings({ polygon: a, top, firstOfRow, edges }: EdgeRows, b: StarPolygon): void {
  crossings.count = 0
  for (let edgeB = 0; edgeB < b.corners; edgeB++) {
    const next = edgeB + 1 === b.corners ? 0 : edgeB + 1
    const y0 = b.y[edgeB]!
    const y1 = b.y[next]!
    const low = y0 < y1 ? y0 : y1
    const from = low > a.top ? low : a.top
    const high = y0 < y1 ? y1 : y0
    const to = high < a.bottom ? high : a.bottom
    for (let row = from; row <= to; row++) {
      for (let place = firstOfRow[row - top]!; place < firstOfRow[row - top + 1]!; place++) {
        const edgeA = edges[place]!
        const nextA = edgeA + 1 === a.corners ? 0 : edgeA + 1
        const lowA = a.y[edgeA]! < a.y[nextA]! ? a.y[edgeA]! : a.y[nextA]!
        // a pair is met in the first row that both edges reach
        if (row === (lowA > from ? lowA : from)) cross(a, edgeA, nextA, b, edgeB, next)
      }
    }
  }
}

/** Adds the crossing of two edges, if there is one. Cross products of whole numbers are exact. */
function cross(
  a: StarPolygon,
  a0: number,
  a1: number,
  b: StarPolygon,
  b0: number,
  b1: number,
): void {
  const ax = a.x[a0]!
  const ay = a.y[a0]!
  const bx = b.x[b0]!
  const by = b.y[b0]!
  const adx = a.x[a1]! - ax
  const ady = a.y[a1]! - ay
  const bdx = b.x[b1]! - bx
  const bdy = b.y[b1]! - by
  const startA = bdx * (ay - by) - bdy * (ax - bx)
  const endA = startA + bdx * ady - bdy * adx
  // e1 before e2: moving b moves a's ends the other way
  const movedA = bdy !== 0 ? bdy > 0 : bdx < 0
  const leftStartA = startA !== 0 ? startA > 0 : movedA
  const leftEndA = endA !== 0 ? endA > 0 : movedA
  if (leftStartA === leftEndA) return
  const startB = adx * (by - ay) - ady * (bx - ax)
  const endB = startB + adx * bdy - ady * bdx
  const movedB = ady !== 0 ? ady < 0 : adx > 0
  const leftStartB = startB !== 0 ? startB > 0 : movedB
  const leftEndB = endB !== 0 ? endB > 0 : movedB
  if (leftStartB === leftEndB) return
  if (crossings.count === crossings.x.length) grow()
  const place = crossings.count++
  const alongA = startA / (startA - endA)
  crossings.x[place] = rounded(ax + alongA * adx)
  crossings.y[place] = rounded(ay + alongA * ady)
  crossings.edge[0][place] = a0
  crossings.along[0][place] = alongA
  crossings.turn[0][place] = leftEndA ? 1 : -1
  crossings.edge[1][place] = b0
  crossings.along[1][place] = startB / (startB - endB)
  crossings.turn[1][place] = leftEndB ? 1 : -1
}

function grow(): void {
  const larger = newCrossings(crossings.x.length * 2)
  larger.count = crossings.count
  larger.x.set(crossings.x)
  larger.y.set(crossings.y)
  for (const side of [0, 1] as const) {
    larger.edge[side].set(crossings.edge[side])
    larger.along[side].set(crossings.along[side])
    larger.turn[side].set(crossings.turn[side])
  }
  crossings = larger
}

/** Clipper's `Round`: half away from zero. */
function rounded(value: number): number {
  return value < 0 ? Math.ceil(value - 0.5) : Math.floor(value + 0.5)
}

/** Twice the signed area under the pieces of one outline where its winding in the other is not 0. */
function walk({ corners, x, y }: StarPolygon, side: 0 | 1, startWinding: number): number {
  const order = sortedAlong(side)
  const { edge: edges, turn: turns } = crossings
  let winding = startWinding
  let sum = 0
  let next = 0
  let fromX = x[0]!
  let fromY = y[0]!
  for (let edge = 0; edge < corners; edge++) {
    while (next < crossings.count && edges[side][order[next]!] === edge) {
      const crossing = order[next++]!
      const toX = crossings.x[crossing]!
      const toY = crossings.y[crossing]!
      if (winding !== 0) sum += fromX * toY - fromY * toX
      winding += turns[side][crossing]!
      fromX = toX
      fromY = toY
    }
    const corner = edge + 1 === corners ? 0 : edge + 1
    const toX = x[corner]!
    const toY = y[corner]!
    if (winding !== 0) sum += fromX * toY - fromY * toX
    fromX = toX
    fromY = toY
  }
  return sum
}

/** Insertion sort: outlines cross a few times only. */
function sortedAlong(side: 0 | 1): Int32Array {
  const { count, order } = crossings
  const edge = crossings.edge[side]
  const along = crossings.along[side]
  for (let i = 0; i < count; i++) {
    let place = i
    for (; place > 0; place--) {
      const before = order[place - 1]!
      const isAfter =
        edge[before] === edge[i] ? along[before]! > along[i]! : edge[before]! > edge[i]!
      if (!isAfter) break
      order[place] = before
    }
    order[place] = i
  }
  return order
}

/** Winding number of `polygon` around a point; `moved` says that the polygon is the moved one, else the point. */
function windingAround(
  { corners, x, y }: StarPolygon,
  pointX: number,
  pointY: number,
  moved: boolean,
): number {
  let winding = 0
  let fromX = x[corners - 1]! - pointX
  let fromY = y[corners - 1]! - pointY
  for (let corner = 0; corner < corners; corner++) {
    const toX = x[corner]! - pointX
    const toY = y[corner]! - pointY
    const fromBelow = moved ? fromY < 0 : fromY <= 0
    const toBelow = moved ? toY < 0 : toY <= 0
    if (fromBelow !== toBelow) {
      const side = fromX * toY - fromY * toX
      const isLeft = side !== 0 ? side > 0 : toY > fromY === moved
      if (fromBelow && isLeft) winding++
      else if (toBelow && !isLeft) winding--
    }
    fromX = toX
    fromY = toY
  }
  return winding
}
