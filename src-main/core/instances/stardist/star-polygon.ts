/**
 * Star-convex polygons as StarDist's suppression sees them: corners cut off to whole pixels, in single
 * precision (stardist2d.cpp of stardist 0.9.1, 650d3a1; Clipper works on integers).
 */

/** Directions of the rays: ray k points to (cos, sin)(2 pi k / rays), y downwards, in single precision. */
export interface RayDirections {
  readonly cos: Float32Array
  readonly sin: Float32Array
}

export function rayDirections(rays: number): RayDirections {
  const step = Math.fround((2 * Math.PI) / rays)
  const angles = Float32Array.from({ length: rays }, (_, ray) => step * ray)
  return {
    cos: angles.map((angle) => Math.cos(angle)),
    sin: angles.map((angle) => Math.sin(angle)),
  }
}

/** Smallest distance that is taken, px: StarDist's predictions are cut there too (models/base.py). */
export const smallestDistancePx = Math.fround(1e-3)

/** A polygon with whole coordinates; one is filled again and again. */
export interface StarPolygon {
  readonly corners: number
  readonly x: Int32Array
  readonly y: Int32Array
  /** Bounding box, corners inclusive. */
  left: number
  right: number
  top: number
  bottom: number
  /** Of the area that the corners enclose, px. */
  area: number
  centreX: number
  centreY: number
}

export function newStarPolygon(rays: number): StarPolygon {
  const place = { left: 0, right: 0, top: 0, bottom: 0, centreX: 0, centreY: 0 }
  return {
    corners: rays,
    x: new Int32Array(rays),
    y: new Int32Array(rays),
    ...place,
    area: 0,
  }
}

/** Fills `polygon` from the distances of its rays, from `slot` on. */
export function fillStarPolygon(
  polygon: StarPolygon,
  centreX: number,
  centreY: number,
  distances: Float32Array,
  slot: number,
  { cos, sin }: RayDirections,
): void {
  const { x, y } = polygon
  // whole numbers from the start: comparing with Infinity takes three times as long
  let left = 0x7fffffff
  let right = -0x7fffffff
  let top = 0x7fffffff
  let bottom = -0x7fffffff
  for (let ray = 0; ray < cos.length; ray++) {
    const distance = distances[slot + ray]!
    const cornerX = Math.fround(centreX + Math.fround(distance * cos[ray]!)) | 0
    const cornerY = Math.fround(centreY + Math.fround(distance * sin[ray]!)) | 0
    x[ray] = cornerX
    y[ray] = cornerY
    left = Math.min(left, cornerX)
    right = Math.max(right, cornerX)
    top = Math.min(top, cornerY)
    bottom = Math.max(bottom, cornerY)
  }
  polygon.left = left
  polygon.right = right
  polygon.top = top
  polygon.bottom = bottom
  polygon.centreX = centreX
  polygon.centreY = centreY
  polygon.area = areaOf(polygon)
}

/** By the shoelace formula, px; about the centre, so that numbers stay small. */
function areaOf({ corners, x, y, centreX, centreY }: StarPolygon): number {
  let doubled = 0
  let fromX = x[corners - 1]! - centreX
  let fromY = y[corners - 1]! - centreY
  for (let corner = 0; corner < corners; corner++) {
    const toX = x[corner]! - centreX
    const toY = y[corner]! - centreY
    doubled += fromX * toY - fromY * toX
    fromX = toX
    fromY = toY
  }
  return Math.abs(doubled) / 2
}

/** Radius of the largest disc around a point that lies in the polygon; 0 where the point does not. */
export function radiusInside(
  { corners, x, y }: StarPolygon,
  pointX: number,
  pointY: number,
): number {
  let nearest = Infinity // squared
  let winding = 0
  let fromX = x[corners - 1]! - pointX
  let fromY = y[corners - 1]! - pointY
  for (let corner = 0; corner < corners; corner++) {
    const toX = x[corner]! - pointX
    const toY = y[corner]! - pointY
    const cross = fromX * toY - fromY * toX
    if (fromY < 0 !== toY < 0) {
      if (fromY < 0 && cross > 0) winding++
      else if (toY < 0 && cross < 0) winding--
    }
    const alongX = toX - fromX
    const alongY = toY - fromY
    let distance = toX * toX + toY * toY
    // between the corners, where the point lies beside the edge
    if (toX * alongX + toY * alongY > 0 && fromX * alongX + fromY * alongY < 0)
      distance = (cross * cross) / (alongX * alongX + alongY * alongY)
    if (distance < nearest) nearest = distance
    fromX = toX
    fromY = toY
  }
  return winding === 0 ? 0 : Math.sqrt(nearest)
}
