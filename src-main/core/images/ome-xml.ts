/** OME-XML for an image that Touchstone writes: sizes, pixel size, channels; nothing that changes by run. */
import type { PixelSizeUm } from '../../contract/words.ts'
import type { ChannelInfo, PixelType } from './types.ts'

/** The pixel types that OME names, as Touchstone names them. */
const omeTypes = {
  uint8: 'uint8',
  int8: 'int8',
  uint16: 'uint16',
  int16: 'int16',
  uint32: 'uint32',
  int32: 'int32',
  float32: 'float',
  float64: 'double',
} as const

export type OmePixelType = keyof typeof omeTypes

export interface OmeDescription {
  readonly dtype: OmePixelType
  readonly size: {
    readonly t: number
    readonly c: number
    readonly z: number
    readonly height: number
    readonly width: number
    readonly samples: number
  }
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
  /** `prediction` where absent. */
  readonly name?: string | undefined
  /** One per c; left out where they say nothing. */
  readonly channels?: readonly ChannelInfo[] | undefined
}

/** Whether OME has a name for the type; it has none for 64-bit integers. */
export function isOmePixelType(dtype: PixelType): dtype is OmePixelType {
  return Object.hasOwn(omeTypes, dtype)
}

/**
 * Schema 2016-06; attributes and elements in its order. Planes are stored z fastest, then c, then t
 * (`XYZCT`), in directories 0, 1, 2 and so on.
 */
export function omeXml({ dtype, size, pixelSizeUm, name, channels }: OmeDescription): string {
  const physical =
    pixelSizeUm === 'uncalibrated'
      ? ''
      : (['x', 'y', 'z'] as const)
          .filter((axis) => pixelSizeUm[axis] !== undefined)
          .map((axis) => {
            const attribute = `PhysicalSize${axis.toUpperCase()}`
            return ` ${attribute}="${pixelSizeUm[axis]}" ${attribute}Unit="µm"`
          })
          .join('')
  const channelElements = Array.from({ length: size.c }, (_, i) => {
    const color = packedColor(channels?.[i]?.color)
    return (
      `<Channel ID="Channel:0:${i}"${nameOf(channels?.[i])}` +
      `${color === undefined ? '' : ` Color="${color}"`} SamplesPerPixel="${size.samples}"/>`
    )
  }).join('')
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
    ' xsi:schemaLocation="http://www.openmicroscopy.org/Schemas/OME/2016-06' +
    ' http://www.openmicroscopy.org/Schemas/OME/2016-06/ome.xsd" Creator="Touchstone">' +
    `<Image ID="Image:0" Name="${escapeXml(name ?? 'prediction')}">` +
    `<Pixels ID="Pixels:0" DimensionOrder="XYZCT" Type="${omeTypes[dtype]}" BigEndian="false"` +
    ` SizeX="${size.width}" SizeY="${size.height}" SizeZ="${size.z}"` +
    ` SizeC="${size.c * size.samples}" SizeT="${size.t}"${physical}>` +
    `${channelElements}<TiffData IFD="0" PlaneCount="${size.t * size.c * size.z}"/>` +
    '</Pixels></Image></OME>'
  )
}

function nameOf(channel: ChannelInfo | undefined): string {
  return channel === undefined ? '' : ` Name="${escapeXml(channel.name)}"`
}

/** OME packs red, green, blue, alpha into a signed 32-bit integer. */
function packedColor(color: string | undefined): number | undefined {
  if (color === undefined || !/^#[0-9a-f]{6}$/i.test(color)) return undefined
  return (Number.parseInt(color.slice(1), 16) << 8) | 0xff
}

/** Characters that XML 1.0 cannot hold at all become U+FFFD. */
function escapeXml(text: string): string {
  return [...text.toWellFormed()]
    .map((letter) => {
      const code = letter.codePointAt(0)!
      if (code < 32 || code === 0xfffe || code === 0xffff || letter === '"')
        return letter === '"' ? '&quot;' : letter === '\t' ? '&#9;' : '\ufffd'
      return letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : letter === '>' ? '&gt;' : letter
    })
    .join('')
}
