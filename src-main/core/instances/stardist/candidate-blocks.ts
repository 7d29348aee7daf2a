/** Candidates by neighbourhood, so that suppression meets only those whose polygons can touch. */
import type { Candidates } from './candidates.ts'
import { smallestDistancePx } from './star-polygon.ts'

export interface PolygonSource {
  /** Of the probability map. */
  readonly width: number
  readonly height: number
  /** One image per ray, of the map's size; px of the full image. */
  readonly distances: readonly (Float32Array | Float64Array)[]
  /** Full image pixels per pixel of the map. */
  readonly grid: readonly [y: number, x: number]
}

/** By rank, px of the full image. */
export interface PlacedCandidates {
  readonly x: Float32Array
  readonly y: Float32Array
  /** No corner of the polygon lies farther from its centre. */
  readonly reach: Float32Array
  /** First place in `distances` of each candidate's rays. */
  readonly slots: Float64Array
  /** Ray after ray, candidate after candidate, neighbours near each other; single precision, above 0. */
  readonly distances: Float32Array
  /** Blocks with candidates whose polygons may touch one that reaches this far. */
  readonly blocksNear: (x: number, y: number, reach: number) => readonly CandidateBlock[]
}

/** Candidates of one square of the map, in order of their pixels. */
export interface CandidateBlock {
  readonly ranks: Uint32Array
  /** Of `ranks` that are still in question. */
  count: number
}

const blockSide = 16 // pixels of the map

/** Takes up at most the memory of the distances themselves. */
export function placeCandidates(
  { pixels, count }: Candidates,
  { width, height, distances: images, grid }: PolygonSource,
): PlacedCandidates {
  const rays = images.length
  const x = new Float32Array(count)
  const y = new Float32Array(count)
  const reach = new Float32Array(count)
  const slots = new Float64Array(count)
  const distances = new Float32Array(count * rays)
  let placed = 0
  let farthestOfAll = 0
  const blocks = ranksByBlock(pixels, width, height).map((ranks): CandidateBlock => {
    const first = placed * rays
    placed += ranks.length
    const farthest = new Float32Array(ranks.length).fill(smallestDistancePx)
    // Ray by ray: images of equal size lie in memory so that the same pixel of all evicts each other.
    images.forEach((image, ray) => {
      for (let place = 0; place < ranks.length; place++) {
        const distance = image[pixels[ranks[place]!]!]!
        distances[first + place * rays + ray] = Math.max(smallestDistancePx, distance)
        if (distance > farthest[place]!) farthest[place] = distance
      }
    })
    ranks.forEach((rank, place) => {
      const pixel = pixels[rank]!
      x[rank] = (pixel % width) * grid[1]
      y[rank] = Math.floor(pixel / width) * grid[0]
      slots[rank] = first + place * rays
      // corners are cut off to whole pixels: moved by less than one pixel in y and x
      reach[rank] = farthest[place]! + Math.SQRT2
      farthestOfAll = Math.max(farthestOfAll, reach[rank])
    })
    return { ranks, count: ranks.length }
  })
  const columns = Math.ceil(width / blockSide)
  const rows = Math.ceil(height / blockSide)
  const blocksNear = (nearX: number, nearY: number, reachOfOne: number): CandidateBlock[] => {
    const radius = reachOfOne + farthestOfAll
    const block = (at: number, step: number): number => Math.floor(at / (step * blockSide))
    const near: CandidateBlock[] = []
    const [top, bottom] = [block(nearY - radius, grid[0]), block(nearY + radius, grid[0])]
    const [left, right] = [block(nearX - radius, grid[1]), block(nearX + radius, grid[1])]
    for (let row = Math.max(0, top); row <= Math.min(rows - 1, bottom); row++) {
      for (let column = Math.max(0, left); column <= Math.min(columns - 1, right); column++) {
        const found = blocks[row * columns + column]!
        if (found.count > 0) near.push(found)
      }
    }
    return near
  }
  return { x, y, reach, slots, distances, blocksNear }
}

function ranksByBlock(pixels: Uint32Array, width: number, height: number): Uint32Array[] {
  const rankAt = new Int32Array(width * height).fill(-1)
  for (let rank = 0; rank < pixels.length; rank++) rankAt[pixels[rank]!] = rank
  const blocks: Uint32Array[] = []
  const ranks = new Uint32Array(blockSide * blockSide)
  for (let top = 0; top < height; top += blockSide) {
    for (let left = 0; left < width; left += blockSide) {
      let count = 0
      for (let y = top; y < Math.min(height, top + blockSide); y++) {
        for (let x = left; x < Math.min(width, left + blockSide); x++) {
          const rank = rankAt[y * width + x]!
          if (rank >= 0) ranks[count++] = rank
        }
      }
      blocks.push(ranks.slice(0, count))
    }
  }
  return blocks
}
