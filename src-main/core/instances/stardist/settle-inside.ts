/**
 * Most candidates have their centre well inside a winner: a lower bound of the shared area decides them, and
 * no polygon is drawn up. Rays are cut off at an ellipse inside the winner; the triangles between what is left
 * of neighbouring rays lie in both polygons.
 */
import type { InnerEllipse } from './inner-ellipse.ts'

export interface PolygonSource {
  /** Of the probability map. */
  readonly width: number
  readonly height: number
  /** One image per ray, of the map's size; px of the full image. */
  readonly distances: readonly (Float32Array | Float64Array)[]
  /** Full image pixels per pixel of the map. */
  readonly grid: readonly [y: number, x: number]
  /** Called with a pixel of the map before its polygon is drawn up; throws where that would be nonsense. */
  readonly requireReasonable?: (pixel: number) => void
}

/**
 * Corners are cut off to whole pixels, towards 0. Seen from half a pixel up and left they are moved by this at
 * most; by more where a coordinate may be below 0.
 */
const movedPx = Math.SQRT1_2
const movedAcrossZeroPx = 1.5 * Math.SQRT2

/**
 * Clears `isOpen` (1 for candidates still in question, by pixel of the map) where a candidate surely shares
 * more than `sharedPx` with the polygon around the ellipse.
 */
export function settleInside(
  isOpen: Uint8Array,
  source: PolygonSource,
  ellipse: InnerEllipse,
  sharedPx: number,
): void {
  listInside(isOpen, source, ellipse)
  const { width, grid, distances } = source
  const { count, pixels, farthest, first, last, area, outline } = inside
  if (count === 0) return
  for (let ray = 0; ray < distances.length; ray += 2) takeRays(source, ellipse, ray)
  const step = (2 * Math.PI) / distances.length
  const triangle = Math.sin(step) / 2
  for (let place = 0; place < count; place++) {
    const pixel = pixels[place]!
    const [start, end] = [first[place]!, last[place]!]
    const shared = triangle * (area[place]! + start * end)
    // an edge is at most as long as the difference of its rays and the shorter one's arc
    const edges = outline[place]! - start + Math.abs(end - start)
    const nearestZero = Math.min((pixel % width) * grid[1], Math.floor(pixel / width) * grid[0])
    const moved = farthest[place]! <= nearestZero ? movedPx : movedAcrossZeroPx
    if (shared - moved * edges > sharedPx) isOpen[pixel] = 0
  }
}

/** The candidates at hand; reused from winner to winner. */
let inside = newInside(256)

function newInside(size: number) {
  const real = (): Float64Array => new Float64Array(size)
  return {
    size,
    count: 0,
    pixels: new Int32Array(size),
    /** Centres in the ellipse's own coordinates, and radius² minus distance² there. */
    x: real(),
    y: real(),
    missing: real(),
    farthest: real(),
    /** The first ray, cut off, and the last one so far. */
    first: real(),
    last: real(),
    /** Sum of products of neighbouring rays; of differences and arcs between them, px. */
    area: real(),
    outline: real(),
    /** One candidate for every stretch of an image that comes into the cache at once. */
    stretches: 0,
    stretchPixels: new Int32Array(size),
  }
}

const stretchBits = 4 // 16 numbers in single precision

/** Centres count as moved by half a pixel, as their corners do. */
function listInside(
  isOpen: Uint8Array,
  { width, height, grid }: PolygonSource,
  { centreX, centreY, tXX, tXY, tYY, radius, halfHeight, halfWidth }: InnerEllipse,
): void {
  const [stepY, stepX] = grid
  const left = Math.max(0, Math.ceil((centreX + 0.5 - halfWidth) / stepX))
  const right = Math.min(width - 1, Math.floor((centreX + 0.5 + halfWidth) / stepX))
  const top = Math.max(0, Math.ceil((centreY + 0.5 - halfHeight) / stepY))
  const bottom = Math.min(height - 1, Math.floor((centreY + 0.5 + halfHeight) / stepY))
  const most = Math.max(0, right - left + 1) * Math.max(0, bottom - top + 1)
  if (most > inside.size) inside = newInside(2 * most)
  inside.count = 0
  inside.stretches = 0
  for (let row = top; row <= bottom; row++) {
    const dy = row * stepY - 0.5 - centreY
    let stretch = -1
    for (let column = left; column <= right; column++) {
      const pixel = row * width + column
      if (isOpen[pixel] === 0) continue
      const dx = column * stepX - 0.5 - centreX
      const x = tXX * dx + tXY * dy
      const y = tYY * dy
      const missing = radius * radius - x * x - y * y
      if (missing <= 0) continue
      const place = inside.count++
      inside.pixels[place] = pixel
      inside.x[place] = x
      inside.y[place] = y
      inside.missing[place] = missing
      inside.farthest[place] = 0
      inside.last[place] = 0
      inside.area[place] = 0
      inside.outline[place] = 0
      if (pixel >> stretchBits === stretch) continue
      stretch = pixel >> stretchBits
      inside.stretchPixels[inside.stretches++] = pixel
    }
  }
}

/** Two rays of all candidates. Plain and without allocation: it meets nearly every distance there is. */
function takeRays({ distances }: PolygonSource, ellipse: InnerEllipse, ray: number): void {
  const { count, pixels, x, y, missing, farthest, first, last, area, outline } = inside
  const step = (2 * Math.PI) / distances.length
  const a = rayThrough(ellipse, ray * step)
  const b = rayThrough(ellipse, (ray + 1) * step)
  const imageA = distances[ray]!
  const imageB = distances[ray + 1]
  touch(imageA)
  if (imageB) touch(imageB)
  for (let place = 0; place < count; place++) {
    const pixel = pixels[place]!
    const before = last[place]!
    const distanceA = imageA[pixel]!
    const passedA = x[place]! * a.x + y[place]! * a.y
    const exitA = (Math.sqrt(passedA * passedA + missing[place]!) - passedA) * a.scale
    const takenA = distanceA > exitA ? exitA : distanceA > 0 ? distanceA : 0
    let reach = farthest[place]!
    if (distanceA > reach) reach = distanceA
    let sum = takenA * before
    let edges = Math.abs(takenA - before) + takenA * step
    let end = takenA
    if (imageB) {
      const distanceB = imageB[pixel]!
      const passedB = x[place]! * b.x + y[place]! * b.y
      const exitB = (Math.sqrt(passedB * passedB + missing[place]!) - passedB) * b.scale
      end = distanceB > exitB ? exitB : distanceB > 0 ? distanceB : 0
      if (distanceB > reach) reach = distanceB
      sum += takenA * end
      edges += Math.abs(end - takenA) + end * step
    }
    if (ray === 0) first[place] = takenA
    farthest[place] = reach
    area[place] = area[place]! + sum
    outline[place] = outline[place]! + edges
    last[place] = end
  }
}

/** A ray's direction in the ellipse's coordinates, of length 1, and px per unit of them along it. */
function rayThrough({ tXX, tXY, tYY }: InnerEllipse, angle: number) {
  const alongX = tXX * Math.cos(angle) + tXY * Math.sin(angle)
  const alongY = tYY * Math.sin(angle)
  const scale = 1 / Math.sqrt(alongX * alongX + alongY * alongY)
  return { x: alongX * scale, y: alongY * scale, scale }
}

const touched = new Float64Array(1)

/** Has the image's stretches fetched side by side: one after another, waiting takes most of the time. */
function touch(image: Float32Array | Float64Array): void {
  const { stretches, stretchPixels } = inside
  let sum = 0
  for (let place = 0; place < stretches; place++) sum += image[stretchPixels[place]!]!
  touched[0] = sum
}
