/**
 * A stack cut across its planes. Of each plane only the row or the column in question is asked for, so that a
 * format reads no more than the strips or chunks that hold it.
 */
import type { SectionKind } from '../../../contract/volume-view.ts'
import { bytesOf, createPixelArray } from '../pixel-types.ts'
import { requireWanted } from '../require-wanted.ts'
import type { ImageInfo, ImageSource, PixelBlock, ReadOptions } from '../types.ts'
import { derivedImage, type DerivedPixels, type Place } from './derived-image.ts'

/** Rows that are read side by side. */
const linesAtOnce = 8

/** `xz`: one plane per y, z downwards; `yz`: one per x, z to the right. Level 0 only. */
export function sectionImage(source: ImageSource, kind: SectionKind): ImageSource {
  const { path, info } = source
  const { z, height, width, samples } = info.size
  const size =
    kind === 'xz' ? { ...info.size, z: height, height: z } : { ...info.size, z: width, width: z }

  /** Line `index` of the section: the row or column of one plane. */
  function readLine(place: Place, index: number, options: ReadOptions): Promise<PixelBlock> {
    const { t, c, z: at, y, x } = place
    return kind === 'xz'
      ? source.readRegion({ t, c, z: y + index, y: at, x, height: 1, width: place.width }, options)
      : source.readRegion({ t, c, z: x + index, y, x: at, height: place.height, width: 1 }, options)
  }

  async function read(place: Place, { signal }: ReadOptions): Promise<DerivedPixels> {
    const data = createPixelArray(info.dtype, place.height * place.width * samples, path)
    const pixelBytes = samples * data.BYTES_PER_ELEMENT
    const lines = kind === 'xz' ? place.height : place.width
    const put = kind === 'xz' ? putRow : putColumn
    let filledPixels = 0
    for (let first = 0; first < lines; first += linesAtOnce) {
      requireWanted(path, signal)
      const count = Math.min(linesAtOnce, lines - first)
      const blocks = await Promise.all(
        Array.from({ length: count }, (_, i) => readLine(place, first + i, { signal })),
      )
      blocks.forEach((block, i) => {
        filledPixels += block.filledPixels ?? 0
        put(bytesOf(block.data), bytesOf(data), first + i, place.width * pixelBytes, pixelBytes)
      })
    }
    return { data, filledPixels }
  }

  return derivedImage(source, {
    dtype: info.dtype,
    pixelSizeUm: sectionPixelSize(info.pixelSizeUm, kind),
    size,
    levels: [{ downsample: 1, height: size.height, width: size.width }],
    read,
  })
}

function putRow(line: Uint8Array, into: Uint8Array, index: number, rowBytes: number): void {
  into.set(line, index * rowBytes)
}

/** Hot loop. */
function putColumn(
  line: Uint8Array,
  into: Uint8Array,
  index: number,
  rowBytes: number,
  pixelBytes: number,
): void {
  const rows = line.length / pixelBytes
  for (let row = 0; row < rows; row++)
    for (let byte = 0; byte < pixelBytes; byte++)
      into[row * rowBytes + index * pixelBytes + byte] = line[row * pixelBytes + byte]!
}

/** Without a distance of planes a section has no size. */
function sectionPixelSize(size: ImageInfo['pixelSizeUm'], kind: SectionKind): typeof size {
  if (size === 'uncalibrated' || size.z === undefined) return 'uncalibrated'
  const { x, y, z } = size
  return kind === 'xz' ? { x, y: z, z: y } : { x: z, y, z: x }
}
