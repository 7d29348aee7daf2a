/** Spots as objects: a disc (in a volume a ball) around each, for tools whose output is judged as labels. */
import type { LabelImage } from '../images/types.ts'
import type { Spot } from './find-spots.ts'

/** Label k + 1 is spot k. A pixel within `radiusPx` of several belongs to the nearest, of equal ones to the first. */
export function spotLabels(
  spots: readonly Spot[],
  shape: readonly number[],
  radiusPx: number,
): LabelImage {
  const [width = 1, height = 1, depth = 1] = shape.toReversed()
  const data = new Uint32Array(width * height * depth)
  const nearest = new Float64Array(data.length).fill(Infinity)
  const reach = (at: number, side: number): [from: number, to: number] => [
    Math.max(0, Math.ceil(at - radiusPx)),
    Math.min(side - 1, Math.floor(at + radiusPx)),
  ]
  for (const [index, { point, pixel }] of spots.entries()) {
    const [x = 0, y = 0, z = 0] = point.toReversed()
    const [fromZ, toZ] = reach(z, depth)
    const [fromY, toY] = reach(y, height)
    const [fromX, toX] = reach(x, width)
    for (let atZ = fromZ; atZ <= toZ; atZ++) {
      for (let atY = fromY; atY <= toY; atY++) {
        for (let atX = fromX; atX <= toX; atX++) {
          const away = (atZ - z) ** 2 + (atY - y) ** 2 + (atX - x) ** 2
          const at = (atZ * height + atY) * width + atX
          if (away > radiusPx * radiusPx || away >= nearest[at]!) continue
          nearest[at] = away
          data[at] = index + 1
        }
      }
    }
    // However small the radius: no spot without a pixel.
    if (data[pixel] === 0) data[pixel] = index + 1
  }
  return { shape, data }
}
