/**
 * Names of images in orders and addresses: a path, and where needed which image inside and what its axes
 * mean: `plate.zarr#series=3`, `stack.tif#axes=tyx`, `a.ome.tif#series=1&axes=zyx`.
 */
import { TouchstoneError } from '../errors.ts'

export interface ImageReference {
  readonly path: string
  readonly series?: number
  readonly axes?: string
}

const suffix =
  /#((?:series=\d{1,9}|axes=[tczyxsq]{1,8})(?:&(?:series=\d{1,9}|axes=[tczyxsq]{1,8}))*)$/

/** A `#` that is followed by anything else belongs to the file's name. TouchstoneError 'bad-request' for a key twice. */
export function parseImageReference(reference: string): ImageReference {
  const found = suffix.exec(reference)
  if (found === null) return { path: reference }
  const entries = found[1]!.split('&').map((part) => part.split('=') as [string, string])
  const values = new Map(entries)
  if (values.size < entries.length) {
    throw new TouchstoneError(
      'bad-request',
      `${reference}: ${entries[0]![0]} is stated twice, and once is enough.`,
      { reference },
    )
  }
  const series = values.get('series')
  const axes = values.get('axes')
  return {
    path: reference.slice(0, found.index),
    ...(series === undefined ? {} : { series: Number(series) }),
    ...(axes === undefined ? {} : { axes }),
  }
}

export function formatImageReference({ path, series, axes }: ImageReference): string {
  const parts = [
    ...(series === undefined ? [] : [`series=${series}`]),
    ...(axes === undefined ? [] : [`axes=${axes}`]),
  ]
  return parts.length === 0 ? path : `${path}#${parts.join('&')}`
}
