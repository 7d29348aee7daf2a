/** Which view of each image stands for a projection along z, and the words for it. Pure. */
import { viewText } from '../../src-main/contract/volume-view.ts'
import type { PixelRole } from './texture-data.ts'

export const projectionChoices = ['slice', 'max', 'mean'] as const
export type ProjectionChoice = (typeof projectionChoices)[number]

/** First and last plane, counted from 0. */
export interface PlaneRange {
  readonly first: number
  readonly last: number
}

/** The range within a stack of `depth` planes; all of it where none is chosen. */
export function rangeWithin(range: PlaneRange | null, depth: number): PlaneRange {
  const last = Math.min(range?.last ?? depth - 1, depth - 1)
  return { first: Math.max(0, Math.min(range?.first ?? 0, last)), last }
}

/** As `?view=`; null where planes are looked at. Labels have no mean: the first one met along z stands for all. */
export function projectionView(
  choice: ProjectionChoice,
  range: PlaneRange | null,
  role: PixelRole,
  depth: number,
): string | null {
  if (choice === 'slice' || depth < 2) return null
  const kind = role === 'labels' ? 'top' : choice
  return viewText({ kind, planes: range && rangeWithin(range, depth) })
}

/** `max of z 1–24`; null where planes are looked at. */
export function projectionWords(
  choice: ProjectionChoice,
  range: PlaneRange | null,
  depth: number,
): string | null {
  if (choice === 'slice' || depth < 2) return null
  const { first, last } = rangeWithin(range, depth)
  return `${choice} of z ${first + 1}–${last + 1}`
}
