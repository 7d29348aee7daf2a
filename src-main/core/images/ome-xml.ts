/** OME-XML for an image that Touchstone writes: sizes and pixel size, nothing that changes by run. */
import type { PixelSizeUm } from '../../contract/words.ts'

export interface OmeDescription {
  readonly dtype: 'uint16' | 'uint32' | 'float32'
  readonly size: {
    readonly t: number
    readonly c: number
    readonly z: number
    readonly height: number
    readonly width: number
    readonly samples: number
  }
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
}

/** OME 2016-06; planes are stored z fastest, then c, then t (`XYZCT`). */
export function omeXml({ dtype, size, pixelSizeUm }: OmeDescription): string {
  const type = dtype === 'float32' ? 'float' : dtype
  const physical =
    pixelSizeUm === 'uncalibrated'
      ? ''
      : (['x', 'y', 'z'] as const)
          .filter((axis) => pixelSizeUm[axis] !== undefined)
          .map((axis) => {
            const name = `PhysicalSize${axis.toUpperCase()}`
            return ` ${name}="${pixelSizeUm[axis]}" ${name}Unit="µm"`
          })
          .join('')
  const channels = Array.from(
    { length: size.c },
    (_, i) => `<Channel ID="Channel:0:${i}" SamplesPerPixel="${size.samples}"/>`,
  ).join('')
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" Creator="Touchstone">' +
    '<Image ID="Image:0" Name="prediction">' +
    `<Pixels ID="Pixels:0" DimensionOrder="XYZCT" Type="${type}" BigEndian="false"` +
    ` SizeX="${size.width}" SizeY="${size.height}" SizeZ="${size.z}"` +
    ` SizeC="${size.c * size.samples}" SizeT="${size.t}"${physical}>` +
    `${channels}<TiffData IFD="0" PlaneCount="${size.t * size.c * size.z}"/>` +
    '</Pixels></Image></OME>'
  )
}
