/** What the OME-XML of a TIFF or companion file says about its images: axes, sizes, channels, and where planes stand. */
import { childrenNamed, parseXml, type XmlElement } from '../xml.ts'
import { omeFacts, physicalSize, readChannels, type OmeFact } from './ome-descriptions.ts'
import { placePlanes, type OmePlanes } from './ome-planes.ts'
import type { PixelSizeUm } from '../../../contract/words.ts'
import type { ChannelInfo } from '../types.ts'

export interface OmeImage {
  readonly name: string
  /** Or in words why the image cannot be used. */
  readonly pixels: OmePixels | string
  readonly facts: readonly OmeFact[]
}

export interface OmePixels {
  /** Axes that count planes, outermost first, for instance `tcz`; sizes of 1 included. */
  readonly axes: string
  readonly shape: readonly number[]
  readonly width: number
  readonly height: number
  readonly samples: number
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
  readonly channels: readonly ChannelInfo[]
  /** In the order of `axes`. */
  readonly planes: OmePlanes
}

export type OmeMetadata =
  | {
      readonly kind: 'images'
      readonly uuid: string | undefined
      readonly images: readonly OmeImage[]
    }
  /** A member of a set: the metadata stand in another file. */
  | {
      readonly kind: 'elsewhere'
      readonly uuid: string | undefined
      readonly fileName: string | undefined
    }
  | { readonly kind: 'invalid'; readonly reason: string }

const mostPlanes = 4_000_000

export function isOmeXml(description: string): boolean {
  return /<(\w+:)?OME[\s>]/.test(description.slice(0, 4000))
}

export function parseOmeMetadata(description: string): OmeMetadata {
  const ome = parseXml(description, 'Plane')
  if (ome?.name !== 'OME') return { kind: 'invalid', reason: 'it is not well-formed XML' }
  const uuid = ome.attributes['UUID']
  const only = childrenNamed(ome, 'BinaryOnly')[0]
  if (only !== undefined) {
    return { kind: 'elsewhere', uuid, fileName: only.attributes['MetadataFile'] }
  }
  const images = childrenNamed(ome, 'Image').map((image, i): OmeImage => {
    const pixels = childrenNamed(image, 'Pixels')[0]
    return {
      name: image.attributes['Name']?.trim() || `image ${i + 1}`,
      pixels: pixels === undefined ? 'it has no pixels' : readPixels(pixels),
      facts: omeFacts(ome, image),
    }
  })
  if (!images.some(({ pixels }) => pixels !== 'it has no pixels')) {
    return { kind: 'invalid', reason: 'it describes no image' }
  }
  return { kind: 'images', uuid, images }
}

function readPixels(pixels: XmlElement): OmePixels | string {
  const { attributes } = pixels
  const order = attributes['DimensionOrder'] ?? 'XYZCT'
  if (!/^XY(ZCT|ZTC|CTZ|CZT|TCZ|TZC)$/.test(order)) return `its dimension order is ${order}`
  const sizes = Object.fromEntries(
    [...'XYZCT'].map((axis) => [axis, Number(attributes[`Size${axis}`] ?? NaN)]),
  )
  for (const [axis, size] of Object.entries(sizes)) {
    if (!Number.isSafeInteger(size) || size < 1) {
      return `its size along ${axis} is ${attributes[`Size${axis}`]}`
    }
  }
  const channels = childrenNamed(pixels, 'Channel')
  const samples = Number(channels[0]?.attributes['SamplesPerPixel'] ?? 1)
  const channelCount = sizes['C']! / samples
  if (!Number.isInteger(channelCount) || channelCount < 1) {
    return `${sizes['C']} channels do not divide into ${samples} samples`
  }
  const axes = [...order.slice(2).toLowerCase()].toReversed()
  const shape = axes.map((axis) => (axis === 'c' ? channelCount : sizes[axis.toUpperCase()]!))
  const count = shape.reduce((all, size) => all * size, 1)
  if (count > mostPlanes) return `it states ${count} planes`
  return {
    axes: axes.join(''),
    shape,
    width: sizes['X']!,
    height: sizes['Y']!,
    samples,
    pixelSizeUm: physicalSize(attributes),
    channels: readChannels(channels, channelCount),
    planes: placePlanes(pixels, axes, shape, count),
  }
}
