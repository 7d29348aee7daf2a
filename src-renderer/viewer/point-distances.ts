/** How far each point is from its partner, or where it has none from the nearest point of the other list. Pure. */
import type { PointError, PointErrors } from '../../src-main/contract/points.ts'
import type { PixelSizeUm } from '../../src-main/contract/words.ts'

export interface PointDistance {
  /** In pixels; between planes a plane counts as one, as where points are scored in pixels. */
  readonly px: number
  /** Null where a pixel has no known size. */
  readonly um: number | null
  /** To the paired point; else to the nearest of the other list. */
  readonly isPair: boolean
}

/** By place in the list; null where the other list is empty. */
export interface PointDistances {
  readonly truth: readonly (PointDistance | null)[]
  readonly prediction: readonly (PointDistance | null)[]
}

/** Distances of pairs are the scored ones in the scorer's own unit. */
export function pointDistances(
  { truth, prediction, unit }: PointErrors,
  pixelSizeUm: PixelSizeUm | 'uncalibrated',
): PointDistances {
  const measure = (a: Place, b: Place): Omit<PointDistance, 'isPair'> => {
    const [x, y, z] = [a.x - b.x, a.y - b.y, a.z - b.z]
    const px = Math.hypot(x, y, z)
    if (pixelSizeUm === 'uncalibrated' || (z !== 0 && pixelSizeUm.z === undefined))
      return { px, um: null }
    const { x: across, y: down, z: deep = 0 } = pixelSizeUm
    return { px, um: Math.hypot(x * across, y * down, z * deep) }
  }
  const side = (own: readonly PointError[], others: readonly PointError[]) => {
    const nearest = nearestIn(others, stepsOf(pixelSizeUm))
    return own.map((point): PointDistance | null => {
      const partner = point.partner === null ? undefined : others[point.partner]
      if (partner !== undefined) {
        const found = measure(point.at, partner.at)
        const scored = point.distance === null ? {} : { [unit]: point.distance }
        return { ...found, ...scored, isPair: true }
      }
      const other = nearest(point.at)
      return other && { ...measure(point.at, other), isPair: false }
    })
  }
  return { truth: side(truth, prediction), prediction: side(prediction, truth) }
}

type Place = PointError['at']

/** In what nearness is measured: µm in all directions, or pixels. */
function stepsOf(pixelSizeUm: PixelSizeUm | 'uncalibrated'): Place {
  if (pixelSizeUm === 'uncalibrated') return { x: 1, y: 1, z: 1 }
  const { x, y, z = x } = pixelSizeUm
  return { x, y, z }
}

/** Sorted along x, so that a search looks only at those that can still be nearer. */
function nearestIn(points: readonly PointError[], steps: Place) {
  const places = points.map(({ at }) => at).sort((a, b) => a.x - b.x)
  return (from: Place): Place | null => {
    let [low, high] = [0, places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (places[middle]!.x < from.x) low = middle + 1
      else high = middle
    }
    let best: Place | null = null
    let least = Infinity
    const look = (place: Place): boolean => {
      const x = (place.x - from.x) * steps.x
      if (Math.abs(x) >= least) return false
      const far = Math.hypot(x, (place.y - from.y) * steps.y, (place.z - from.z) * steps.z)
      if (far < least) [best, least] = [place, far]
      return true
    }
    for (let at = low; at < places.length && look(places[at]!); at++);
    for (let at = low - 1; at >= 0 && look(places[at]!); at--);
    return best
  }
}

export interface DistanceBin {
  readonly from: number
  readonly to: number
  readonly pairs: number
}

/** Distances of pairs in the scorer's unit, from 0 to the gate; a pair at the gate is in the last bin. */
export function distanceBins({ truth, gate }: PointErrors, count = 10): DistanceBin[] {
  const bins = new Array<number>(count).fill(0)
  for (const { distance } of truth)
    if (distance !== null)
      bins[Math.min(count - 1, Math.max(0, Math.floor((distance / gate) * count)))]!++
  return bins.map((pairs, at) => ({
    ...{ from: (at / count) * gate, to: ((at + 1) / count) * gate },
    pairs,
  }))
}

/** Mean and median of the pairs' distances; null where there is no pair. */
export function distanceSummary({
  truth,
}: PointErrors): { readonly mean: number; readonly median: number } | null {
  const found = truth
    .flatMap(({ distance }) => (distance === null ? [] : [distance]))
    .sort((a, b) => a - b)
  if (found.length === 0) return null
  const half = found.length >> 1
  const median = found.length % 2 === 1 ? found[half]! : (found[half - 1]! + found[half]!) / 2
  return { mean: found.reduce((sum, one) => sum + one, 0) / found.length, median }
}
