/** Which points were found, missed or too many, with the distance of every pair: the list users act on. */
import type { PointError, PointErrors } from '../../../contract/points.ts'
import type { PointPair, Points } from './match-points.ts'

export interface PlacedPoints extends Points {
  /** One per point. */
  readonly scores: Float64Array | null
}

/** Coordinates in pixels; distances of `pairs` in `unit`. */
export function pointErrors(
  truth: PlacedPoints,
  prediction: PlacedPoints,
  pairs: readonly PointPair[],
  { gate, unit }: Pick<PointErrors, 'gate' | 'unit'>,
): PointErrors {
  return {
    gate,
    unit,
    truth: listed(
      truth,
      pairs.map((pair) => ({ own: pair.truth, partner: pair.prediction, ...pair })),
      'missed',
    ),
    prediction: listed(
      prediction,
      pairs.map((pair) => ({ own: pair.prediction, partner: pair.truth, ...pair })),
      'extra',
    ),
  }
}

function listed(
  { dimensions, coordinates, scores }: PlacedPoints,
  pairs: readonly { readonly own: number; readonly partner: number; readonly distance: number }[],
  alone: 'missed' | 'extra',
): PointError[] {
  const pairOf = new Map(pairs.map((pair) => [pair.own, pair]))
  return Array.from({ length: coordinates.length / dimensions }, (_, point) => {
    const pair = pairOf.get(point)
    const [x = 0, y = 0, z = 0] = coordinates
      .subarray(point * dimensions, (point + 1) * dimensions)
      .toReversed()
    return {
      class: pair ? 'correct' : alone,
      partner: pair?.partner ?? null,
      distance: pair?.distance ?? null,
      at: { x, y, z },
      score: scores?.[point] ?? null,
    }
  })
}
