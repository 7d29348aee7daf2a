/**
 * StarDist's suppression in two dimensions (nms.py and stardist2d.cpp of stardist 0.9.1, 650d3a1): from the
 * most probable candidate on, each one that is left removes the later ones that it overlaps by more than the
 * threshold, overlap = shared area / smaller area.
 */
import { placeCandidates, type PolygonSource } from './candidate-blocks.ts'
import type { Candidates } from './candidates.ts'
import { edgeRows, sharedArea, type EdgeRows } from './polygon-overlap.ts'
import {
  fillStarPolygon,
  newStarPolygon,
  radiusInside,
  rayDirections,
  type StarPolygon,
} from './star-polygon.ts'

/** Ranks (places in `candidates`) of the survivors, ascending: the most probable first. */
export function suppressPolygons(
  candidates: Candidates,
  source: PolygonSource,
  threshold: number,
): number[] {
  const rays = source.distances.length
  const suppression = Math.fround(threshold)
  const directions = rayDirections(rays)
  const { x, y, reach, slots, distances, blocksNear } = placeCandidates(candidates, source)
  const isSettled = new Uint8Array(candidates.count)
  const known = new KnownBoxes(candidates.count)
  const survivors: number[] = []
  const winner = newStarPolygon(rays)
  const other = newStarPolygon(rays)
  const fill = (polygon: StarPolygon, rank: number): void => {
    fillStarPolygon(polygon, x[rank]!, y[rank]!, distances, slots[rank]!, directions)
    known.keep(rank, polygon)
  }
  for (let rank = 0; rank < candidates.count; rank++) {
    if (isSettled[rank] === 1) continue
    isSettled[rank] = 1
    survivors.push(rank)
    fill(winner, rank)
    const rows = edgeRows(winner)
    const innerRadius = radiusInside(winner, winner.centreX, winner.centreY)
    for (const block of blocksNear(x[rank]!, y[rank]!, reach[rank]!)) {
      let kept = 0
      for (let place = 0; place < block.count; place++) {
        const candidate = block.ranks[place]!
        if (isSettled[candidate] === 1) continue
        const dx = x[candidate]! - winner.centreX
        const dy = y[candidate]! - winner.centreY
        const radii = reach[candidate]! + reach[rank]!
        if (dx * dx + dy * dy < radii * radii && known.mayExceed(candidate, winner, suppression)) {
          fill(other, candidate)
          if (isTooLarge(rows, innerRadius, other, suppression)) {
            isSettled[candidate] = 1
            continue
          }
        }
        block.ranks[kept++] = candidate
      }
      block.count = kept
    }
  }
  return survivors
}

/** Boxes and areas of the polygons seen so far: those of neighbours need not be drawn up again. */
class KnownBoxes {
  readonly #areas: Float64Array // 0: not known yet
  readonly #boxes: Int32Array

  constructor(count: number) {
    this.#areas = new Float64Array(count)
    this.#boxes = new Int32Array(4 * count)
  }

  keep(rank: number, { left, right, top, bottom, area }: StarPolygon): void {
    this.#areas[rank] = area
    this.#boxes[4 * rank] = left
    this.#boxes[4 * rank + 1] = right
    this.#boxes[4 * rank + 2] = top
    this.#boxes[4 * rank + 3] = bottom
  }

  /** False only where the boxes share too little for the polygons to overlap by more than the threshold. */
  mayExceed(rank: number, winner: StarPolygon, threshold: number): boolean {
    const area = this.#areas[rank]!
    if (area === 0) return true
    const box = 4 * rank
    const width =
      Math.min(winner.right, this.#boxes[box + 1]!) - Math.max(winner.left, this.#boxes[box]!)
    const height =
      Math.min(winner.bottom, this.#boxes[box + 3]!) - Math.max(winner.top, this.#boxes[box + 2]!)
    return width > 0 && height > 0 && width * height > threshold * Math.min(area, winner.area)
  }
}

/** A disc in both polygons or a box around what they share tells most cases; the shared area the others. */
function isTooLarge(
  winner: EdgeRows,
  innerRadius: number,
  other: StarPolygon,
  threshold: number,
): boolean {
  const { polygon } = winner
  const smaller = Math.min(polygon.area, other.area) + 1e-10
  const radius = Math.min(innerRadius, radiusInside(other, polygon.centreX, polygon.centreY))
  if (Math.PI * radius * radius > threshold * smaller) return true
  if (sharedStrip(polygon, other) < threshold * smaller) return false
  return Math.fround(sharedArea(winner, other) / smaller) > threshold
}

/** Area that the boxes of both share when drawn along the line through the centres: an upper bound. */
function sharedStrip(a: StarPolygon, b: StarPolygon): number {
  const dx = b.centreX - a.centreX
  const dy = b.centreY - a.centreY
  const length = Math.sqrt(dx * dx + dy * dy)
  if (length === 0) return Infinity
  const alongOfA = extent(a, a, dx / length, dy / length)
  const alongOfB = extent(b, a, dx / length, dy / length)
  const along = Math.min(alongOfA.high, alongOfB.high) - Math.max(alongOfA.low, alongOfB.low)
  if (along <= 0) return 0
  const acrossOfA = extent(a, a, -dy / length, dx / length)
  const acrossOfB = extent(b, a, -dy / length, dx / length)
  const across = Math.min(acrossOfA.high, acrossOfB.high) - Math.max(acrossOfA.low, acrossOfB.low)
  return across <= 0 ? 0 : along * across
}

/** Of the corners along a direction, from the centre of `origin`. */
function extent(
  { corners, x, y }: StarPolygon,
  { centreX, centreY }: StarPolygon,
  directionX: number,
  directionY: number,
): { low: number; high: number } {
  let low = Infinity
  let high = -Infinity
  for (let corner = 0; corner < corners; corner++) {
    const at = (x[corner]! - centreX) * directionX + (y[corner]! - centreY) * directionY
    if (at < low) low = at
    if (at > high) high = at
  }
  return { low, high }
}
