/**
 * Labels of one side as places in the list of classes: 1 for the first, 0 for background. Class maps hold the listed
 * classes, background, and in the truth the ignore label; a mask with an ignore label holds one value beside it.
 */
import { TouchstoneError } from '../../core/errors.ts'

const shownLabels = 5
/** Enough to know that it is no mask. */
const mostValuesCounted = 100_000

export interface KnownPlaces {
  /** Of so many judged pixels; 0 of a label that is none, which `finish` tells. */
  placeOf(label: number, pixels: number): number
  /** After the last pixel. Throws `not-a-label-image` that names the labels and counts their pixels. */
  finish(): void
}

/** Of a mask that is 0 and 1 already. */
export const foregroundPlaces: KnownPlaces = { placeOf: (label) => label, finish: () => undefined }

export function classPlaces(
  path: string,
  classes: readonly number[],
  ignoreLabel: number | null,
): KnownPlaces {
  const places = new Map([[0, 0], ...classes.map((label, at) => [label, at + 1] as const)])
  const unknown = new Map<number, number>()
  let last = 0
  let place = places.get(0)!
  return {
    placeOf(label, pixels) {
      if (label === last) return place
      const found = places.get(label)
      if (found === undefined) {
        unknown.set(label, (unknown.get(label) ?? 0) + pixels)
        return 0
      }
      last = label
      place = found
      return place
    },
    finish() {
      if (unknown.size === 0) return
      const pixels = [...unknown.values()].reduce((sum, count) => sum + count, 0)
      const named = [...unknown.keys()].sort((a, b) => a - b).slice(0, shownLabels)
      const more = unknown.size > shownLabels ? ` and ${unknown.size - shownLabels} more` : ''
      throw new TouchstoneError(
        'not-a-label-image',
        `${path} has the labels ${named.join(', ')}${more} in ${pixels} pixels, and the metric option classes lists ${classes.join(', ')} (0 is background${ignoreLabel === null ? '' : `, ${ignoreLabel} in the truth is ignored`}); list them, or correct the file.`,
        { path, labels: named, classes: [...classes] },
      )
    },
  }
}

/** Of the truth's mask with the ignore label as a third value. */
export function maskPlaces(path: string, ignoreLabel: number): KnownPlaces {
  const values = new Set<number>()
  let last = 0
  return {
    placeOf(label) {
      if (label !== last) {
        last = label
        if (label !== 0 && values.size < mostValuesCounted) values.add(label)
      }
      return label === 0 ? 0 : 1
    },
    finish() {
      if (values.size <= 1) return
      throw new TouchstoneError(
        'not-a-label-image',
        `${path} cannot be used as labels: beside 0 and the ignore label ${ignoreLabel} it holds ${values.size} distinct values, and a mask has one; list its classes in the metric option classes.`,
        { path },
      )
    },
  }
}
