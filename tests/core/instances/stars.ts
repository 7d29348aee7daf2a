/** Network outputs of known objects, for tests of StarDist and Cellpose. */
import type { RealImage } from '../../../src-main/core/images/types.ts'

export interface Disc {
  readonly y: number
  readonly x: number
  readonly radius: number
}

/** Probability falls from each centre outwards; distances are to the disc's edge, exactly. */
export function starOutputOf(
  discs: readonly Disc[],
  shape: readonly [number, number],
  rays = 32,
): { probability: RealImage; distances: RealImage[] } {
  const [height, width] = shape
  const probability = { shape, data: new Float32Array(height * width) }
  const distances = Array.from({ length: rays }, () => ({
    shape,
    data: new Float32Array(height * width).fill(1),
  }))
  discs.forEach((disc, index) => {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [dy, dx] = [y - disc.y, x - disc.x]
        const depth = 1 - Math.hypot(dy, dx) / disc.radius
        if (depth <= 0) continue
        const pixel = y * width + x
        probability.data[pixel] = 0.3 + 0.6 * depth + 0.001 * index
        distances.forEach(({ data }, ray) => {
          const angle = (2 * Math.PI * ray) / rays
          const along = dx * Math.cos(angle) + dy * Math.sin(angle)
          const square = disc.radius ** 2 - dy * dy - dx * dx
          data[pixel] = Math.sqrt(along * along + square) - along
        })
      }
    }
  })
  return { probability, distances }
}

/** Flows of five times unit length to the centres of discs, and logits of 6 in them. */
export function flowOutputOf(
  discs: readonly Disc[],
  shape: readonly [number, number],
): { flowY: RealImage; flowX: RealImage; cellProbability: RealImage } {
  const [height, width] = shape
  const flowY = { shape, data: new Float32Array(height * width) }
  const flowX = { shape, data: new Float32Array(height * width) }
  const cellProbability = { shape, data: new Float32Array(height * width).fill(-6) }
  for (const { y, x, radius } of discs) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const length = Math.hypot(row - y, column - x)
        if (length > radius) continue
        const pixel = row * width + column
        flowY.data[pixel] = (5 * (y - row)) / (length || 1)
        flowX.data[pixel] = (5 * (x - column)) / (length || 1)
        cellProbability.data[pixel] = 6
      }
    }
  }
  return { flowY, flowX, cellProbability }
}

/** Pixels of each label. */
export function areasOf(data: ArrayLike<number>): Map<number, number> {
  const areas = new Map<number, number>()
  for (let pixel = 0; pixel < data.length; pixel++) {
    const label = data[pixel]!
    if (label !== 0) areas.set(label, (areas.get(label) ?? 0) + 1)
  }
  return areas
}
