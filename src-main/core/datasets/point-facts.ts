/** What the ground-truth checks need to know of a table of points: how many, and the box around them. */
import type { LengthUnit } from '../tables/point-columns.ts'
import { readPoints, type PointList } from '../tables/read-points.ts'

export interface PointFacts {
  readonly count: number
  /** 2: y, x. 3: z, y, x. */
  readonly dimensions: number
  /** Of the coordinates, where the table states it. */
  readonly unit: LengthUnit | null
  /** Per coordinate in array order, as written; empty without points. */
  readonly least: readonly number[]
  readonly greatest: readonly number[]
}

/** Errors as `readPoints`. */
export async function readPointFacts(path: string): Promise<PointFacts> {
  return pointFacts(await readPoints(path))
}

export function pointFacts({
  coordinates,
  dimensions,
  unit,
}: Pick<PointList, 'coordinates' | 'dimensions' | 'unit'>): PointFacts {
  const count = coordinates.length / dimensions
  if (count === 0) return { count, dimensions, unit, least: [], greatest: [] }
  const least = new Array<number>(dimensions).fill(Infinity)
  const greatest = new Array<number>(dimensions).fill(-Infinity)
  coordinates.forEach((at, i) => {
    const axis = i % dimensions
    least[axis] = Math.min(least[axis]!, at)
    greatest[axis] = Math.max(greatest[axis]!, at)
  })
  return { count, dimensions, unit, least, greatest }
}
