/**
 * Seeds for splitting touching objects: regional maxima within each component, thinned to a smallest
 * spacing. Each component keeps its highest, so no component is lost.
 */
import type { LabelImage, RealImage } from '../images/types.ts'
import type { Components } from './connected-components.ts'
import { requireSameShape } from './require-same-shape.ts'

/** The pixel of a maximum, the component it lies in and its height. */
export interface Peak {
  readonly pixel: number
  readonly component: number
  readonly height: number
}

/**
 * One seed pixel per accepted maximum, labelled 1..N in scan order. A maximum is a connected plateau
 * (corners count) with no higher neighbour of its own component; its seed is the plateau's pixel nearest
 * to its centroid. Highest first, a maximum is dropped when a kept one of the same component lies nearer
 * than `minimumDistancePx`.
 */
export function seedsAtMaxima(
  image: RealImage,
  components: Components,
  minimumDistancePx: number,
): LabelImage {
  requireSameShape(image.shape, components.shape, 'image', 'component image')
  const peaks = findPeaks(image, components)
  peaks.sort((a, b) => b.height - a.height || a.pixel - b.pixel)
  const kept = new Map<number, number[]>()
  const pixels: number[] = []
  for (const { pixel, component } of peaks) {
    const others = kept.get(component) ?? []
    if (others.some((other) => distance(pixel, other, image.shape) < minimumDistancePx)) continue
    others.push(pixel)
    kept.set(component, others)
    pixels.push(pixel)
  }
  const data = new Uint32Array(image.data.length)
  pixels.sort((a, b) => a - b).forEach((pixel, index) => (data[pixel] = index + 1))
  return { shape: image.shape, data }
}

/** All maxima of an image within components (0: none), in scan order. */
export function findPeaks(image: RealImage, components: LabelImage): Peak[] {
  const peaks: Peak[] = []
  const visited = new Uint8Array(image.data.length)
  for (let pixel = 0; pixel < visited.length; pixel++) {
    const component = components.data[pixel]!
    if (component === 0 || visited[pixel] === 1) continue
    const plateau = climbPlateau(image, components, pixel, visited)
    if (plateau) {
      peaks.push({ pixel: middleOf(plateau, image.shape), component, height: image.data[pixel]! })
    }
  }
  return peaks
}

/** Pixels of equal height connected to `from`; null when one of them has a higher neighbour. */
function climbPlateau(
  image: RealImage,
  components: LabelImage,
  from: number,
  visited: Uint8Array,
): number[] | null {
  const [width = 1, height = 1, depth = 1] = image.shape.toReversed()
  const level = image.data[from]!
  const component = components.data[from]!
  const plateau = [from]
  visited[from] = 1
  let isMaximum = true
  for (const pixel of plateau) {
    const x = pixel % width
    const y = Math.floor(pixel / width) % height
    const z = Math.floor(pixel / (width * height))
    for (let nz = Math.max(0, z - 1); nz <= Math.min(depth - 1, z + 1); nz++) {
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const neighbour = (nz * height + ny) * width + nx
          if (components.data[neighbour] !== component) continue
          const other = image.data[neighbour]!
          if (other > level) isMaximum = false
          else if (other === level && visited[neighbour] === 0) {
            visited[neighbour] = 1
            plateau.push(neighbour)
          }
        }
      }
    }
  }
  return isMaximum ? plateau : null
}

function middleOf(plateau: readonly number[], shape: readonly number[]): number {
  const points = plateau.map((pixel) => position(pixel, shape))
  const centroid = ([0, 1, 2] as const).map(
    (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length,
  )
  let best = 0
  let bestAway = Infinity
  points.forEach((point, index) => {
    const away = point.reduce((sum, value, axis) => sum + (value - centroid[axis]!) ** 2, 0)
    if (away < bestAway) {
      bestAway = away
      best = index
    }
  })
  return plateau[best]!
}

function distance(a: number, b: number, shape: readonly number[]): number {
  const [xa, ya, za] = position(a, shape)
  const [xb, yb, zb] = position(b, shape)
  return Math.hypot(xa - xb, ya - yb, za - zb)
}

function position(pixel: number, shape: readonly number[]): [x: number, y: number, z: number] {
  const [width = 1, height = 1] = shape.toReversed()
  return [pixel % width, Math.floor(pixel / width) % height, Math.floor(pixel / (width * height))]
}
