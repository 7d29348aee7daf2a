/**
 * Points of truth and prediction paired one to one within a gate: as many pairs as there can be, and of
 * those ways the one with the least sum of squared distances (or of distances).
 */
import { TouchstoneError } from '../../errors.ts'
import { assignPairs, type Candidate } from '../assignment.ts'

/** `count` points of `dimensions` coordinates each, one point after another. */
export interface Points {
  readonly dimensions: number
  readonly coordinates: Float64Array
}

export interface PointPair {
  /** Places in the lists of points. */
  readonly truth: number
  readonly prediction: number
  readonly distance: number
}

export interface MatchPointsOptions {
  /** Largest distance of a pair, in the unit of `spacing`; a pair at this distance counts. */
  readonly gate: number
  /** Length of a step along each coordinate; 1 where absent. */
  readonly spacing?: readonly number[] | undefined
  /** What is least over the pairs, where several ways give as many. */
  readonly least?: 'squared-distance' | 'distance'
}

/** Candidates beyond this are no longer a matching but a memory problem. */
const mostPairs = 5_000_000

/** By truth point. TouchstoneError 'image-not-finite' for coordinates that are no numbers, 'shape-mismatch'. */
export function matchPoints(
  truth: Points,
  prediction: Points,
  { gate, spacing, least = 'squared-distance' }: MatchPointsOptions,
): readonly PointPair[] {
  const near = pairsWithin(truth, prediction, gate, spacing)
  const [rows, columns] = [countOf(truth), countOf(prediction)]
  const costs = near.map(({ distance }) => (least === 'distance' ? distance : distance * distance))
  // one more pair is always worth more than all that the distances of the others can save
  const largest = least === 'distance' ? gate : gate * gate
  const worth = 2 * Math.max(largest, Number.MIN_VALUE) * (Math.min(rows, columns) + 1)
  const candidates: Candidate[] = near.map((pair, index) => ({
    row: pair.truth,
    column: pair.prediction,
    weight: worth - costs[index]!,
  }))
  return assignPairs(candidates, { rows, columns }).map((place) => near[place]!)
}

/** The closest pair first, then the closest of what is left: what many programs do, and rarely the best. */
export function matchGreedily(
  truth: Points,
  prediction: Points,
  { gate, spacing }: Omit<MatchPointsOptions, 'least'>,
): readonly PointPair[] {
  const near = [...pairsWithin(truth, prediction, gate, spacing)].sort(
    (a, b) => a.distance - b.distance || a.truth - b.truth || a.prediction - b.prediction,
  )
  const takenTruth = new Set<number>()
  const takenPrediction = new Set<number>()
  return near.filter((pair) => {
    if (takenTruth.has(pair.truth) || takenPrediction.has(pair.prediction)) return false
    takenTruth.add(pair.truth)
    takenPrediction.add(pair.prediction)
    return true
  })
}

/** The assignment of least total distance over all pairs, without a gate; pairs beyond it are dropped after. */
export function matchUngated(
  truth: Points,
  prediction: Points,
  { gate, spacing }: Omit<MatchPointsOptions, 'least'>,
): readonly PointPair[] {
  const all = matchPoints(truth, prediction, {
    gate: diameter(truth, prediction, spacing),
    spacing,
    least: 'distance',
  })
  return all.filter(({ distance }) => distance <= gate)
}

export function countOf({ dimensions, coordinates }: Points): number {
  return coordinates.length / dimensions
}

/** All pairs no farther apart than the gate, by truth and then prediction, found through a grid of cells. */
export function pairsWithin(
  truth: Points,
  prediction: Points,
  gate: number,
  spacing: readonly number[] | undefined,
): readonly PointPair[] {
  requireComparable(truth, prediction, spacing)
  const { dimensions } = truth
  const [t, p] = [scaled(truth, spacing), scaled(prediction, spacing)]
  const cell = gate > 0 ? gate : 1
  const cells = new Map<string, number[]>()
  for (let point = 0; point < countOf(prediction); point++) {
    const key = cellOf(p, point, dimensions, cell).join()
    const inside = cells.get(key)
    if (inside) inside.push(point)
    else cells.set(key, [point])
  }
  const pairs: PointPair[] = []
  for (let point = 0; point < countOf(truth); point++) {
    const own: PointPair[] = []
    for (const key of neighbourhood(cellOf(t, point, dimensions, cell))) {
      for (const other of cells.get(key) ?? []) {
        let squared = 0
        for (let axis = 0; axis < dimensions; axis++)
          squared += (t[point * dimensions + axis]! - p[other * dimensions + axis]!) ** 2
        const distance = Math.sqrt(squared)
        if (distance <= gate) own.push({ truth: point, prediction: other, distance })
      }
    }
    for (const pair of own.sort((a, b) => a.prediction - b.prediction)) pairs.push(pair)
    if (pairs.length > mostPairs)
      throw new TouchstoneError(
        'bad-options',
        `More than ${mostPairs} pairs of points lie within the gate of ${gate}; a gate that wide pairs anything with anything, so choose a smaller one.`,
        { gate },
      )
  }
  return pairs
}

function cellOf(coordinates: Float64Array, point: number, dimensions: number, cell: number) {
  return Array.from({ length: dimensions }, (_, axis) =>
    Math.floor(coordinates[point * dimensions + axis]! / cell),
  )
}

/** The names of a cell and of all that touch it. */
function neighbourhood(cell: readonly number[]): string[] {
  return cell
    .reduce<number[][]>(
      (all, at) => all.flatMap((start) => [-1, 0, 1].map((step) => [...start, at + step])),
      [[]],
    )
    .map((place) => place.join())
}

function scaled({ dimensions, coordinates }: Points, spacing?: readonly number[]): Float64Array {
  return spacing ? coordinates.map((at, i) => at * spacing[i % dimensions]!) : coordinates
}

/** The diagonal of the box around all points: no pair is farther apart. */
function diameter(truth: Points, prediction: Points, spacing?: readonly number[]): number {
  const { dimensions } = truth
  const low = new Float64Array(dimensions).fill(Infinity)
  const high = new Float64Array(dimensions).fill(-Infinity)
  for (const coordinates of [scaled(truth, spacing), scaled(prediction, spacing)]) {
    coordinates.forEach((at, i) => {
      low[i % dimensions] = Math.min(low[i % dimensions]!, at)
      high[i % dimensions] = Math.max(high[i % dimensions]!, at)
    })
  }
  const sides = [...high].map((top, axis) => Math.max(0, top - low[axis]!))
  return Math.hypot(...sides) * (1 + 1e-12)
}

function requireComparable(
  truth: Points,
  prediction: Points,
  spacing: readonly number[] | undefined,
): void {
  if (truth.dimensions !== prediction.dimensions) {
    throw new TouchstoneError(
      'shape-mismatch',
      `The points of the truth have ${truth.dimensions} coordinates and those of the prediction ${prediction.dimensions}; both must be of one kind.`,
    )
  }
  if (spacing && spacing.length !== truth.dimensions) {
    throw new TouchstoneError(
      'shape-mismatch',
      `There are ${spacing.length} pixel sizes for points of ${truth.dimensions} coordinates.`,
    )
  }
  for (const [side, { coordinates, dimensions }] of [
    ['truth', truth],
    ['prediction', prediction],
  ] as const) {
    const bad = coordinates.findIndex((value) => !Number.isFinite(value))
    if (bad < 0) continue
    throw new TouchstoneError(
      'image-not-finite',
      `Point ${Math.floor(bad / dimensions)} of the ${side} has the coordinate ${coordinates[bad]}, which is no place.`,
    )
  }
}
