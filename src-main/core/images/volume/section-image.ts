/**
 * A stack cut across its planes. Of each plane only a few rows or columns are asked for, so that a format reads no
 * more than the strips or chunks that hold them: those in question and, as a place is looked for by moving on, their
 * neighbours, which hardly take longer.
 */
import type { SectionKind } from '../../../contract/volume-view.ts'
import { bytesOf, createPixelArray, storedBytesPerPixel } from '../pixel-types.ts'
import { requireWanted } from '../require-wanted.ts'
import type { ImageInfo, ImageSource, PixelBlock, Region } from '../types.ts'
import { derivedImage, type DerivedPixels, type Place } from './derived-image.ts'
import { createKeptRead } from './kept-read.ts'

/** Planes that are read side by side. */
const planesAtOnce = 8
/** Neighbouring sections that are read together: no more, and no more bytes. */
const mostTogether = 32
const mostTogetherBytes = 16 * 2 ** 20

/** Neighbouring sections: of each plane the rows or columns `first` and following, `count` of them. */
interface Band {
  readonly first: number
  readonly count: number
}

/** `xz`: one plane per y, z downwards; `yz`: one per x, z to the right. Level 0 only. */
export function sectionImage(source: ImageSource, kind: SectionKind): ImageSource {
  const { path, info } = source
  const { z, height, width, samples } = info.size
  const isXz = kind === 'xz'
  const size = isXz ? { ...info.size, z: height, height: z } : { ...info.size, z: width, width: z }
  const kept = createKeptRead<readonly PixelBlock[]>()

  function bandAround(place: Place): Band {
    const bytes = place.height * place.width * samples * storedBytesPerPixel(info.dtype)
    const together = Math.max(1, Math.min(mostTogether, Math.floor(mostTogetherBytes / bytes)))
    const first = Math.floor(place.z / together) * together
    return { first, count: Math.min(together, size.z - first) }
  }

  /** What of stored plane `at` the band needs. */
  function regionOf({ t, c, y, x, ...place }: Place, { first, count }: Band, at: number): Region {
    return isXz
      ? { t, c, z: at, y: first, x, height: count, width: place.width }
      : { t, c, z: at, y, x: first, height: place.height, width: count }
  }

  /** One block per stored plane. */
  async function readBand(
    place: Place,
    band: Band,
    signal: AbortSignal | undefined,
  ): Promise<readonly PixelBlock[]> {
    const [start, planes] = isXz ? [place.y, place.height] : [place.x, place.width]
    const blocks: PixelBlock[] = []
    while (blocks.length < planes) {
      requireWanted(path, signal)
      const from = start + blocks.length
      const many = Math.min(planesAtOnce, planes - blocks.length)
      const next = Array.from({ length: many }, (_, i) =>
        source.readRegion(regionOf(place, band, from + i), { signal }),
      )
      blocks.push(...(await Promise.all(next)))
    }
    return blocks
  }

  async function read(
    place: Place,
    { signal }: { readonly signal?: AbortSignal | undefined },
  ): Promise<DerivedPixels> {
    const band = bandAround(place)
    const key = JSON.stringify({ ...place, z: band })
    const blocks = await kept.read(key, (stop) => readBand(place, band, stop), signal)
    const found = cutOut(blocks, place, band)
    // Of a band it is only known how many there are in all.
    if (found.filledPixels === 0 || band.count === 1) return found
    const alone = { first: place.z, count: 1 }
    return cutOut(await readBand(place, alone, signal), place, alone)
  }

  function cutOut(blocks: readonly PixelBlock[], place: Place, band: Band): DerivedPixels {
    const data = createPixelArray(info.dtype, place.height * place.width * samples, path)
    const [into, pixelBytes] = [bytesOf(data), samples * data.BYTES_PER_ELEMENT]
    const at = place.z - band.first
    blocks.forEach((block, plane) => {
      const from = bytesOf(block.data)
      const source = { from, at, across: band.count }
      if (isXz) putRow(from, at, into, plane, place.width * pixelBytes)
      else putColumn(source, { into, at: plane, across: place.width }, pixelBytes)
    })
    const filledPixels = blocks.reduce((sum, block) => sum + (block.filledPixels ?? 0), 0)
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

function putRow(from: Uint8Array, at: number, into: Uint8Array, row: number, bytes: number): void {
  into.set(from.subarray(at * bytes, (at + 1) * bytes), row * bytes)
}

/** One column of `across` columns. Hot loop. */
function putColumn(
  source: { readonly from: Uint8Array; readonly at: number; readonly across: number },
  target: { readonly into: Uint8Array; readonly at: number; readonly across: number },
  pixelBytes: number,
): void {
  const { from } = source
  const { into } = target
  const [fromStep, intoStep] = [source.across * pixelBytes, target.across * pixelBytes]
  let [a, b] = [source.at * pixelBytes, target.at * pixelBytes]
  while (a < from.length) {
    for (let byte = 0; byte < pixelBytes; byte++) into[b + byte] = from[a + byte]!
    a += fromStep
    b += intoStep
  }
}

/** Without a distance of planes a section has no size. */
function sectionPixelSize(size: ImageInfo['pixelSizeUm'], kind: SectionKind): typeof size {
  if (size === 'uncalibrated' || size.z === undefined) return 'uncalibrated'
  const { x, y, z } = size
  return kind === 'xz' ? { x, y: z, z: y } : { x: z, y, z: x }
}
