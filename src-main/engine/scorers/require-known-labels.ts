/** Class maps hold the listed classes, background, and in the truth the ignore label; anything else is refused. */
import { TouchstoneError } from '../../core/errors.ts'

const shownLabels = 5

/** Throws `not-a-label-image` that names the labels and counts their pixels. `ignoredWhere`: the truth's labels. */
export function requireKnownLabels(
  path: string,
  data: Uint32Array,
  classes: readonly number[],
  {
    ignoreLabel,
    ignoredWhere = data,
  }: { readonly ignoreLabel: number | null; readonly ignoredWhere?: Uint32Array },
): void {
  const known = new Set([0, ...classes])
  const unknown = new Map<number, number>()
  for (let i = 0; i < data.length; i++) {
    const label = data[i]!
    if (known.has(label) || ignoredWhere[i] === ignoreLabel) continue
    unknown.set(label, (unknown.get(label) ?? 0) + 1)
  }
  if (unknown.size === 0) return
  const pixels = [...unknown.values()].reduce((sum, count) => sum + count, 0)
  const named = [...unknown.keys()].sort((a, b) => a - b).slice(0, shownLabels)
  const more = unknown.size > shownLabels ? ` and ${unknown.size - shownLabels} more` : ''
  throw new TouchstoneError(
    'not-a-label-image',
    `${path} has the labels ${named.join(', ')}${more} in ${pixels} pixels, and the metric option classes lists ${classes.join(', ')} (0 is background${ignoreLabel === null ? '' : `, ${ignoreLabel} in the truth is ignored`}); list them, or correct the file.`,
    { path, labels: named, classes: [...classes] },
  )
}
