/**
 * Names of images in orders and addresses: a path, and where needed which image inside and what its axes
 * mean: `plate.zarr#series=3`, `stack.tif#axes=tyx`, `a.ome.tif#series=1&axes=zyx`. Of a file of drawn objects
 * the image that they were drawn on: `a_rois.zip#drawn=512x512`, `all.json#drawn=512x512&on=a.tif`.
 */
import { TouchstoneError } from '../errors.ts'

export interface ImageReference {
  readonly path: string
  readonly series?: number
  readonly axes?: string
  /** Objects that are drawn into labels when the file is opened. */
  readonly drawn?: DrawnOn
}

/** The image that objects were drawn on. */
export interface DrawnOn {
  /** px. */
  readonly width: number
  readonly height: number
  readonly depth: number
  /** Its file name, for files with the objects of several images. */
  readonly image?: string
  /** Foreground or not, instead of a label per object. */
  readonly isMask?: boolean
}

const entry =
  /series=\d{1,9}|axes=[tczyxsq]{1,8}|drawn=[1-9]\d{0,6}x[1-9]\d{0,6}(?:x[1-9]\d{0,5})?|on=[^&#/\\]{1,900}|as=mask/
    .source
const suffix = new RegExp(`#((?:${entry})(?:&(?:${entry}))*)$`)

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
  const drawn = drawnOf(values)
  return {
    path: reference.slice(0, found.index),
    ...(series === undefined ? {} : { series: Number(series) }),
    ...(axes === undefined ? {} : { axes }),
    ...(drawn === null ? {} : { drawn }),
  }
}

export function formatImageReference({ path, series, axes, drawn }: ImageReference): string {
  const parts = [
    ...(series === undefined ? [] : [`series=${series}`]),
    ...(axes === undefined ? [] : [`axes=${axes}`]),
    ...(drawn === undefined ? [] : drawnParts(drawn)),
  ]
  return parts.length === 0 ? path : `${path}#${parts.join('&')}`
}

function drawnParts({ width, height, depth, image, isMask }: DrawnOn): string[] {
  return [
    `drawn=${width}x${height}${depth > 1 ? `x${depth}` : ''}`,
    ...(image === undefined ? [] : [`on=${encodeURIComponent(image)}`]),
    ...(isMask === true ? ['as=mask'] : []),
  ]
}

function drawnOf(values: ReadonlyMap<string, string>): DrawnOn | null {
  const [width, height, depth = 1] = (values.get('drawn') ?? '').split('x').map(Number)
  if (width === undefined || height === undefined) return null
  const image = values.get('on')
  return {
    ...{ width, height, depth },
    ...(image === undefined ? {} : { image: decoded(image) }),
    ...(values.get('as') === undefined ? {} : { isMask: true }),
  }
}

/** What is not well encoded is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
