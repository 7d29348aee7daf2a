/**
 * Non-local means (Buades, Coll & Morel, CVPR 2005; weights as in their IPOL article of 2011): a pixel
 * becomes the mean of the pixels around whose patches look like its own. Patch distances of one shift are
 * box sums, so the cost does not grow with the patch (Darbon et al., ISBI 2008).
 */
import { mirroredIndex } from './mirrored-index.ts'

export interface NonLocalMeansOptions {
  readonly patchRadiusPx: number
  readonly searchRadiusPx: number
  /** Filtering strength h as a multiple of the noise's standard deviation. */
  readonly strength: number
}

/** One plane of `width` columns; the noise level is estimated from the plane itself. */
export function nonLocalMeans(
  plane: Float64Array,
  width: number,
  options: NonLocalMeansOptions,
): Float64Array {
  const height = plane.length / width
  const sigma = noiseLevel(plane, width)
  if (sigma === 0 || options.strength === 0) return plane.slice()
  const { patchRadiusPx: patch, searchRadiusPx: search } = options
  const margin = patch + search
  const padded = mirrored(plane, width, height, margin)
  const sums = new Float64Array(plane.length)
  const weights = new Float64Array(plane.length)
  const distance = new Float64Array(plane.length)
  const side = 2 * patch + 1
  const scale = -1 / (options.strength * sigma) ** 2
  const paddedWidth = width + 2 * margin
  for (let dy = -search; dy <= search; dy++) {
    for (let dx = -search; dx <= search; dx++) {
      patchDistances(padded, paddedWidth, { width, height, margin, patch, dy, dx }, distance)
      for (let y = 0; y < height; y++) {
        const from = (y + margin + dy) * paddedWidth + margin + dx
        for (let x = 0; x < width; x++) {
          const at = y * width + x
          const beyondNoise = distance[at]! / (side * side) - 2 * sigma * sigma
          const weight = beyondNoise > 0 ? Math.exp(beyondNoise * scale) : 1
          weights[at]! += weight
          sums[at]! += weight * padded[from + x]!
        }
      }
    }
  }
  for (let i = 0; i < sums.length; i++) sums[i]! /= weights[i]!
  return sums
}

/**
 * Standard deviation of additive white noise (Immerkaer, CVIU 64:300, 1996): the mean magnitude of a
 * difference of two Laplacians, which flat ground and straight edges leave at 0. Planes below 3 x 3 give 0.
 */
export function noiseLevel(plane: Float64Array, width: number): number {
  const height = plane.length / width
  if (width < 3 || height < 3) return 0
  let sum = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const corners =
        plane[at - width - 1]! +
        plane[at - width + 1]! +
        plane[at + width - 1]! +
        plane[at + width + 1]!
      const sides = plane[at - width]! + plane[at + width]! + plane[at - 1]! + plane[at + 1]!
      sum += Math.abs(corners - 2 * sides + 4 * plane[at]!)
    }
  }
  return (Math.sqrt(Math.PI / 2) * sum) / (6 * (width - 2) * (height - 2))
}

function mirrored(
  plane: Float64Array,
  width: number,
  height: number,
  margin: number,
): Float64Array {
  const paddedWidth = width + 2 * margin
  const padded = new Float64Array(paddedWidth * (height + 2 * margin))
  for (let y = 0; y < height + 2 * margin; y++) {
    const row = mirroredIndex(y - margin, height) * width
    for (let x = 0; x < paddedWidth; x++)
      padded[y * paddedWidth + x] = plane[row + mirroredIndex(x - margin, width)]!
  }
  return padded
}

interface Shift {
  readonly width: number
  readonly height: number
  readonly margin: number
  readonly patch: number
  readonly dy: number
  readonly dx: number
}

/** Sum of squared differences between each pixel's patch and the patch shifted by dy, dx. */
function patchDistances(
  padded: Float64Array,
  paddedWidth: number,
  { width, height, margin, patch, dy, dx }: Shift,
  distance: Float64Array,
): void {
  const shift = dy * paddedWidth + dx
  const columns = new Float64Array(width + 2 * patch)
  const first = margin - patch
  const squared = (row: number, column: number): number => {
    const at = (first + row) * paddedWidth + first + column
    const difference = padded[at]! - padded[at + shift]!
    return difference * difference
  }
  for (let row = 0; row < 2 * patch; row++)
    for (let column = 0; column < columns.length; column++) columns[column]! += squared(row, column)
  for (let y = 0; y < height; y++) {
    for (let column = 0; column < columns.length; column++) {
      columns[column]! += squared(y + 2 * patch, column)
    }
    let sum = 0
    for (let column = 0; column < 2 * patch; column++) sum += columns[column]!
    for (let x = 0; x < width; x++) {
      sum += columns[x + 2 * patch]!
      distance[y * width + x] = sum
      sum -= columns[x]!
    }
    for (let column = 0; column < columns.length; column++) columns[column]! -= squared(y, column)
  }
}
