/** A stack seen along z, all or some of its planes in one: read plane by plane, one plane ahead, none kept. */
import type { Projection } from '../../../contract/volume-view.ts'
import { TouchstoneError } from '../../errors.ts'
import { createPixelArray, storedBytesPerPixel } from '../pixel-types.ts'
import { requireWanted } from '../require-wanted.ts'
import type { ImageSource, PixelBlock, ReadOptions } from '../types.ts'
import { derivedImage, type DerivedPixels, type Place } from './derived-image.ts'
import { createFold, foldedType } from './fold-planes.ts'
import { createKeptRead } from './kept-read.ts'

/** A thousand planes of 2048 x 2048 pixels of 32 bits. */
export const largestProjectionBytes = 16 * 2 ** 30
/** The plane and its statistics are asked for together: larger results are computed for each. */
const largestKeptBytes = 32 * 2 ** 20

/**
 * One plane per t and c, with the levels that `source` has. Throws 'bad-request' for planes that are not there;
 * a rectangle for which more than `mostBytes` would be read is an error 'file-too-large'.
 */
export function projectImage(
  source: ImageSource,
  { kind, planes }: Projection,
  {
    mostBytes = largestProjectionBytes,
    ...keeping
  }: { readonly mostBytes?: number; readonly lingerMs?: number } = {},
): ImageSource {
  const { path, info } = source
  const { first, last } = planes ?? { first: 0, last: info.size.z - 1 }
  if (first > last || last >= info.size.z)
    throw new TouchstoneError(
      'bad-request',
      `${path}: the planes ${first + 1} to ${last + 1} along z were asked for, and the image has 1 to ${info.size.z}.`,
      { path, first, last, planes: info.size.z },
    )

  const kept = createKeptRead<DerivedPixels>({
    ...keeping,
    isKept: ({ data }) => data.byteLength <= largestKeptBytes,
  })

  function requireBounded(length: number): void {
    const bytes = length * storedBytesPerPixel(info.dtype) * (last - first + 1)
    if (bytes <= mostBytes) return
    throw new TouchstoneError(
      'file-too-large',
      `${path}: the projection would read ${bytes} bytes at once, and ${mostBytes} is the limit; project fewer planes.`,
      { path, bytes, limit: mostBytes },
    )
  }

  async function read(place: Place, { signal }: ReadOptions): Promise<DerivedPixels> {
    const { height, width } = place
    const length = height * width * info.size.samples
    requireBounded(length)
    const fold = createFold(kind, info.dtype, length, path)
    const targets = [0, 1].map(() => createPixelArray(info.dtype, length, path))
    const readPlane = (z: number): Promise<PixelBlock> => {
      const block = source.readRegion({ ...place, z }, { signal, target: targets[z % 2] })
      block.catch(() => undefined) // awaited in its turn, or by nobody
      return block
    }
    let [filled, planesRead] = [0, 0]
    let next = readPlane(first)
    for (let z = first; z <= last; z++) {
      const block = await next
      requireWanted(path, signal)
      if (z < last) next = readPlane(z + 1)
      filled += block.filledPixels ?? 0
      planesRead++
      if (!fold.add(block.data)) break
    }
    await next.catch(() => undefined)
    // Their share of all that went in.
    return { data: fold.result(), filledPixels: Math.ceil(filled / planesRead) }
  }

  return derivedImage(source, {
    dtype: foldedType(kind, info.dtype),
    pixelSizeUm: info.pixelSizeUm,
    size: { ...info.size, z: 1 },
    levels: info.levels.map(({ downsample, height, width }) => ({ downsample, height, width })),
    read: (place, { signal }) =>
      kept.read(JSON.stringify(place), (stop) => read(place, { signal: stop }), signal),
  })
}
