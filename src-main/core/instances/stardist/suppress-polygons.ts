/**
 * StarDist's suppression in two dimensions (nms.py and stardist2d.cpp of stardist 0.9.1, 650d3a1): from the
 * most probable candidate on, each one that is left removes the later ones that it overlaps by more than the
 * threshold, overlap = shared area / smaller area.
 */
import type { Candidates } from './candidates.ts'
import { innerEllipse } from './inner-ellipse.ts'
import { edgeRows, sharedArea } from './polygon-overlap.ts'
import { type PolygonSource, settleInside } from './settle-inside.ts'
import {
  fillStarPolygon,
  newStarPolygon,
  radiusInside,
  rayDirections,
  smallestDistancePx,
  type StarPolygon,
} from './star-polygon.ts'
import { Survivors, type Survivor } from './survivors.ts'

/**
 * Ranks (places in `candidates`) of the survivors, ascending: the most probable first. A survivor at once
 * removes those that are sure to share enough with it; whoever is left is held against the survivors near it
 * when its turn comes.
 */
export function suppressPolygons(
  { count, pixels }: Candidates,
  source: PolygonSource,
  threshold: number,
): number[] {
  const { width, height, grid, distances } = source
  const rays = distances.length
  const suppression = Math.fround(threshold)
  const directions = rayDirections(rays)
  const isOpen = new Uint8Array(width * height)
  for (let rank = 0; rank < count; rank++) isOpen[pixels[rank]!] = 1
  const survivors = new Survivors(height * grid[0], width * grid[1])
  const ranks: number[] = []
  const own = new Float32Array(rays)
  let polygon = newStarPolygon(rays)
  for (let rank = 0; rank < count; rank++) {
    const pixel = pixels[rank]!
    if (isOpen[pixel] === 0) continue
    isOpen[pixel] = 0
    source.requireReasonable?.(pixel)
    for (let ray = 0; ray < rays; ray++)
      own[ray] = Math.max(smallestDistancePx, distances[ray]![pixel]!)
    const x = (pixel % width) * grid[1]
    const y = Math.floor(pixel / width) * grid[0]
    fillStarPolygon(polygon, x, y, own, 0, directions)
    if (survivors.someNear(polygon, (near) => isTooLarge(near, polygon, suppression))) continue
    ranks.push(rank)
    survivors.add({
      polygon,
      rows: edgeRows(polygon),
      innerRadius: radiusInside(polygon, x, y),
    })
    const ellipse = innerEllipse(polygon)
    if (ellipse) settleInside(isOpen, source, ellipse, suppression * polygon.area)
    polygon = newStarPolygon(rays)
  }
  return ranks
}

/** A disc in both polygons or a box around what they share tells most cases; the shared area the others. */
function isTooLarge(
  { polygon, rows, innerRadius }: Survivor,
  other: StarPolygon,
  threshold: number,
): boolean {
  const width = Math.min(polygon.right, other.right) - Math.max(polygon.left, other.left)
  const height = Math.min(polygon.bottom, other.bottom) - Math.max(polygon.top, other.top)
  const smaller = Math.min(polygon.area, other.area) + 1e-10
  if (width <= 0 || height <= 0 || width * height <= threshold * smaller) return false
  const radius = Math.min(innerRadius, radiusInside(other, polygon.centreX, polygon.centreY))
  if (Math.PI * radius * radius > threshold * smaller) return true
  if (sharedStrip(polygon, other) < threshold * smaller) return false
  return Math.fround(sharedArea(rows, other) / smaller) > threshold
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
