/** A network's output of known balls, for tests of StarDist in 3D. */
import type { RealImage } from '../../../../src-main/core/images/types.ts'
import { goldenSpiral } from '../../../../src-main/core/instances/stardist/golden-spiral.ts'

export interface Ball {
  readonly z: number
  readonly y: number
  readonly x: number
  readonly radius: number
}

export function ballOutputOf(
  balls: readonly Ball[],
  shape: readonly [number, number, number],
  count = 32,
): { probability: RealImage; distances: RealImage[] } {
  const [depth, height, width] = shape
  const { directions } = goldenSpiral(count, [1, 1, 1])
  const size = depth * height * width
  const probability = { shape, data: new Float32Array(size) }
  const distances = Array.from({ length: count }, () => ({
    shape,
    data: new Float32Array(size).fill(1),
  }))
  balls.forEach((ball, index) => {
    for (let pixel = 0; pixel < size; pixel++) {
      const dz = Math.floor(pixel / (height * width)) - ball.z
      const dy = (Math.floor(pixel / width) % height) - ball.y
      const dx = (pixel % width) - ball.x
      const depthInside = 1 - Math.hypot(dz, dy, dx) / ball.radius
      if (depthInside <= 0) continue
      probability.data[pixel] = 0.3 + 0.6 * depthInside + 0.001 * index
      distances.forEach(({ data }, ray) => {
        const [rz, ry, rx] = directions.subarray(3 * ray, 3 * ray + 3)
        const along = dz * rz! + dy * ry! + dx * rx!
        const square = ball.radius ** 2 - dz * dz - dy * dy - dx * dx
        data[pixel] = Math.sqrt(along * along + square) - along
      })
    }
  })
  return { probability, distances }
}
