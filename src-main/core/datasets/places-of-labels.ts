/** The objects of a finding that are pictured: some of every case before more of one. Pure. */
import type { Finding } from '../../contract/datasets.ts'

/** More than anybody looks at; the sentence of the finding gives their number. */
export const mostPlaces = 48

/** By rank, then by case, so that what is cut off is the tail of cases that have many; nothing of no labels. */
export function placesOfLabels(
  cases: readonly { readonly id: string; readonly labels: readonly number[] }[],
): Pick<Finding, 'places'> {
  const places: NonNullable<Finding['places']> = []
  const longest = Math.min(
    mostPlaces,
    cases.reduce((most, { labels }) => Math.max(most, labels.length), 0),
  )
  for (let rank = 0; rank < longest; rank++) {
    for (const { id, labels } of cases) {
      const label = labels[rank]
      if (label === undefined) continue
      if (places.length === mostPlaces) return { places }
      places.push({ case: id, label })
    }
  }
  return places.length === 0 ? {} : { places }
}
