/** What the OME-XML of a TIFF says about its first image: axes, sizes, channels, and where planes stand. */
import type { PixelSizeUm } from '../../../contract/words.ts'
import { micrometresPerUnit } from '../length-unit.ts'
import type { ChannelInfo } from '../types.ts'
import { childrenNamed, parseXml, type XmlElement } from '../xml.ts'

export interface OmePixels {
  /** Axes that count planes, outermost first, for instance `tcz`; sizes of 1 included. */
  readonly axes: string
  readonly shape: readonly number[]
  readonly width: number
  readonly height: number
  readonly samples: number
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
  readonly channels: readonly ChannelInfo[]
  /** Directory of each plane, in the order of `axes`; undefined where no plane was stored. */
  readonly planes: readonly (OmePlane | undefined)[]
  readonly images: number
}

export interface OmePlane {
  readonly directory: number
  /** Name of the file that holds the plane, where it is another one of the set. */
  readonly fileName?: string
}

export type OmeMetadata =
  | { readonly kind: 'pixels'; readonly pixels: OmePixels }
  /** A member of a set: the metadata stand in another file. */
  | { readonly kind: 'elsewhere'; readonly fileName: string }
  | { readonly kind: 'invalid'; readonly reason: string }

const mostPlanes = 10_000_000

export function isOmeXml(description: string): boolean {
  return /<(\w+:)?OME[\s>]/.test(description.slice(0, 4000))
}

/** `ownName` is the file's base name and decides which planes are its own. */
export function parseOmeMetadata(description: string, ownName: string): OmeMetadata {
  const ome = parseXml(description)
  if (ome?.name !== 'OME') return { kind: 'invalid', reason: 'it is not well-formed XML' }
  const only = childrenNamed(ome, 'BinaryOnly')[0]
  if (only !== undefined) {
    return { kind: 'elsewhere', fileName: only.attributes['MetadataFile'] ?? 'another file' }
  }
  const images = childrenNamed(ome, 'Image')
  const pixels = images[0] && childrenNamed(images[0], 'Pixels')[0]
  if (pixels === undefined) return { kind: 'invalid', reason: 'it describes no image' }
  return readPixels(pixels, images.length, ownName, ome.attributes['UUID'])
}

function readPixels(
  pixels: XmlElement,
  images: number,
  ownName: string,
  ownUuid: string | undefined,
): OmeMetadata {
  const { attributes } = pixels
  const order = attributes['DimensionOrder'] ?? 'XYZCT'
  if (!/^XY(ZCT|ZTC|CTZ|CZT|TCZ|TZC)$/.test(order)) {
    return { kind: 'invalid', reason: `its dimension order is ${order}` }
  }
  const sizes = Object.fromEntries(
    [...'XYZCT'].map((axis) => [axis, Number(attributes[`Size${axis}`] ?? NaN)]),
  )
  for (const [axis, size] of Object.entries(sizes)) {
    if (!Number.isSafeInteger(size) || size < 1) {
      return { kind: 'invalid', reason: `its size along ${axis} is ${attributes[`Size${axis}`]}` }
    }
  }
  const channels = childrenNamed(pixels, 'Channel')
  const samples = Number(channels[0]?.attributes['SamplesPerPixel'] ?? 1)
  const channelCount = sizes['C']! / samples
  if (!Number.isInteger(channelCount) || channelCount < 1) {
    return {
      kind: 'invalid',
      reason: `${sizes['C']} channels do not divide into ${samples} samples`,
    }
  }
  const innermostFirst = [...order.slice(2).toLowerCase()]
  const sizeOf = (axis: string): number =>
    axis === 'c' ? channelCount : sizes[axis.toUpperCase()]!
  const axes = innermostFirst.toReversed()
  const shape = axes.map(sizeOf)
  const count = shape.reduce((all, size) => all * size, 1)
  if (count > mostPlanes) return { kind: 'invalid', reason: `it states ${count} planes` }
  return {
    kind: 'pixels',
    pixels: {
      axes: axes.join(''),
      shape,
      width: sizes['X']!,
      height: sizes['Y']!,
      samples,
      pixelSizeUm: physicalSize(attributes),
      channels: channelInfos(channels, channelCount),
      planes: placePlanes(pixels, axes, shape, count, ownName, ownUuid),
      images,
    },
  }
}

/** TiffData elements fill planes one after another from their first z, c, t. */
function placePlanes(
  pixels: XmlElement,
  axes: readonly string[],
  shape: readonly number[],
  count: number,
  ownName: string,
  ownUuid: string | undefined,
): (OmePlane | undefined)[] {
  const planes = new Array<OmePlane | undefined>(count).fill(undefined)
  const elements = childrenNamed(pixels, 'TiffData')
  if (elements.length === 0) return planes.map((_, directory) => ({ directory }))
  for (const { attributes, children } of elements) {
    const whole = (name: string): number =>
      Math.max(0, Math.trunc(Number(attributes[name] ?? 0)) || 0)
    const first = axes.reduce(
      (at, axis, i) => at * shape[i]! + whole(`First${axis.toUpperCase()}`),
      0,
    )
    const stated = attributes['PlaneCount'] ?? attributes['NumPlanes']
    const length =
      stated === undefined ? (attributes['IFD'] === undefined ? count : 1) : Number(stated)
    const uuid = children.find((child) => child.name === 'UUID')
    const fileName = uuid?.attributes['FileName']
    const isOwn =
      fileName === undefined ||
      fileName === ownName ||
      (ownUuid !== undefined && uuid?.text.trim() === ownUuid)
    for (let i = 0; i < length && first + i < count; i++) {
      const directory = whole('IFD') + i
      planes[first + i] = isOwn ? { directory } : { directory, fileName }
    }
  }
  return planes
}

function physicalSize(attributes: Readonly<Record<string, string>>): PixelSizeUm | 'uncalibrated' {
  const along = (axis: string): number | undefined => {
    const unit = micrometresPerUnit(attributes[`PhysicalSize${axis}Unit`] ?? 'µm')
    const size = Number(attributes[`PhysicalSize${axis}`] ?? NaN) * (unit ?? NaN)
    return Number.isFinite(size) && size > 0 ? size : undefined
  }
  const [x, y, z] = [along('X'), along('Y'), along('Z')]
  if (x === undefined || y === undefined) return 'uncalibrated'
  return z === undefined ? { x, y } : { x, y, z }
}

function channelInfos(channels: readonly XmlElement[], count: number): ChannelInfo[] {
  return Array.from({ length: count }, (_, i) => {
    const attributes = channels[i]?.attributes ?? {}
    const name = attributes['Name'] ?? `channel ${i + 1}`
    const packed = Number(attributes['Color'] ?? NaN) // signed 32-bit RGBA
    if (!Number.isInteger(packed)) return { name }
    return { name, color: `#${(packed >>> 8).toString(16).padStart(6, '0')}` }
  })
}
