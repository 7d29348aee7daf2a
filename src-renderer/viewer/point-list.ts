/** The points of a case: what is drawn in which pane, and the list of those in error. Pure. */
import type { PointError, PointErrors } from '../../src-main/contract/points.ts'
import type { PixelSizeUm } from '../../src-main/contract/words.ts'
import { pointDistances } from './point-distances.ts'
import type { PointDistance } from './point-distances.ts'

/** One point as a pane draws it; `plain` where nothing is said of it. */
export interface PointMark {
  /** Pixels of the image, the middle of pixel 0 at 0.5. */
  readonly x: number
  readonly y: number
  readonly look: PointError['class'] | 'plain'
}

export interface ListedPoint extends PointError {
  readonly key: string
  /** Place in the table it stands in, counted from 1. */
  readonly row: number
  /** To its partner or the nearest of the other list. */
  readonly away: PointDistance | null
}

/** By class, errors first; or the farthest from the other list first. */
export type PointOrder = 'class' | 'distance'

/** Half the distance of planes: a point between two is drawn on one. */
const samePlane = 0.5

/** Of one plane, null for all: what a tool found and missed, or without errors what it found. */
export function marksOfPrediction(
  points: PointErrors,
  z: number | null,
  errors: boolean,
): PointMark[] {
  const found = marksOn(points.prediction, z)
  if (!errors) return found.map((mark) => ({ ...mark, look: 'plain' }))
  return [...marksOn(points.truth, z).filter(({ look }) => look === 'missed'), ...found]
}

/** Of one plane, null for all: the true points, whatever the tools made of them. */
export function marksOfTruth(points: PointErrors, z: number | null): PointMark[] {
  return marksOn(points.truth, z).map((mark) => ({ ...mark, look: 'plain' }))
}

function marksOn(points: readonly PointError[], z: number | null): PointMark[] {
  return points
    .filter(({ at }) => z === null || Math.abs(at.z - z) <= samePlane)
    .map(({ at, class: look }) => ({ x: at.x + 0.5, y: at.y + 0.5, look }))
}

/**
 * Missed ones as they stand, then extra ones, those first of which the tool was surest, then hits where they
 * are asked for. By distance those stand last that have nothing to be far from.
 */
export function pointList(
  points: PointErrors,
  pixelSizeUm: PixelSizeUm | 'uncalibrated',
  { order, withHits }: { readonly order: PointOrder; readonly withHits: boolean },
): ListedPoint[] {
  const away = pointDistances(points, pixelSizeUm)
  const listed = (side: 'truth' | 'prediction', isWanted: (point: PointError) => boolean) =>
    points[side]
      .map((point, place) => ({
        ...{ ...point, row: place + 1, key: `${side} ${place}` },
        away: away[side][place] ?? null,
      }))
      .filter(isWanted)
  const isError = (point: PointError): boolean => point.class !== 'correct'
  const extra = listed('prediction', isError).sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  const hits = withHits ? listed('truth', (point) => !isError(point)) : []
  const all = [...listed('truth', isError), ...extra, ...hits]
  if (order === 'class') return all
  return all.sort((a, b) => (b.away?.px ?? -1) - (a.away?.px ?? -1))
}

/** `12 hits, 2 missed, 1 extra`. */
export function pointSummary({ truth, prediction }: PointErrors): string {
  const count = (points: readonly PointError[], name: PointError['class']): number =>
    points.filter((point) => point.class === name).length
  const hits = count(truth, 'correct')
  const parts = [
    `${hits} ${hits === 1 ? 'hit' : 'hits'}`,
    `${count(truth, 'missed')} missed`,
    `${count(prediction, 'extra')} extra`,
  ]
  return parts.join(', ')
}
