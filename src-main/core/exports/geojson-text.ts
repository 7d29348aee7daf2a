/** Outlines as GeoJSON that QuPath imports: detections in pixels, with their class and its colour. */
import type { Ring } from '../imports/outlines.ts'
import type { NamedOutline } from './named-outlines.ts'

export function geojsonText(outlines: readonly NamedOutline[]): string {
  const features = outlines.map(({ name, className, color, z, rings }) => ({
    type: 'Feature',
    geometry: {
      type: 'MultiPolygon',
      coordinates: polygonsOf(rings),
      ...(z > 0 ? { plane: { c: -1, z, t: 0 } } : {}),
    },
    properties: {
      objectType: 'detection',
      name,
      classification: {
        name: className,
        color: [color >> 16, (color >> 8) & 255, color & 255],
      },
    },
  }))
  return `${JSON.stringify({ type: 'FeatureCollection', features })}\n`
}

/** Each outer ring with the holes that lie in it. Outer rings were traced clockwise, holes the other way. */
function polygonsOf(rings: readonly Ring[]): number[][][][] {
  const outer = rings.filter((ring) => signedArea(ring) > 0)
  const holes = rings.filter((ring) => signedArea(ring) < 0)
  return outer.map((ring) => [
    closed(ring),
    ...holes.filter((hole) => outerOf(hole, outer) === ring).map(closed),
  ])
}

/** The smallest of those around it. */
function outerOf(hole: Ring, outer: readonly Ring[]): Ring | undefined {
  return outer
    .filter((ring) => isInside(hole, ring))
    .sort((a, b) => signedArea(a) - signedArea(b))[0]
}

/** By a point just within the hole's first corner: rings of one object touch in corners only. */
function isInside(hole: Ring, ring: Ring): boolean {
  const [x, y] = [hole[0]! + 0.5, hole[1]! + 0.5]
  let inside = false
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length
    const [x0, y0, x1, y1] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!]
    if (y0 <= y !== y1 <= y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside
  }
  return inside
}

/** Positive for clockwise rings, y being down. */
function signedArea(ring: Ring): number {
  let twice = 0
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length
    twice += ring[i]! * ring[next + 1]! - ring[next]! * ring[i + 1]!
  }
  return twice / 2
}

function closed(ring: Ring): number[][] {
  const points = Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!])
  return [...points, points[0]!]
}
