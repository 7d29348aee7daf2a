/** The file a network's output goes to, chosen by its name: OME-TIFF, OME-Zarr, or NumPy's plain array. */
import { basename } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import type { RealWriter } from '../images/stream-real-image.ts'
import { streamUnhashed } from '../images/stream-real-image.ts'
import type { ChannelInfo, ImageInfo } from '../images/types.ts'
import { writeOmeZarr } from '../images/zarr-writer/write-ome-zarr.ts'
import { streamNpy } from '../images/npy/stream-npy.ts'

export type OutputFormat = 'ome-tiff' | 'ome-zarr' | 'npy'

export interface OutputStack {
  readonly size: Readonly<Record<'t' | 'c' | 'z' | 'height' | 'width', number>>
  readonly pixelSizeUm: ImageInfo['pixelSizeUm']
  readonly channels: readonly ChannelInfo[]
  /** OME-TIFF only: OME-Zarr is always compressed, `.npy` never. */
  readonly compression: 'deflate' | 'none'
  readonly signal?: AbortSignal | undefined
}

/** TouchstoneError 'bad-usage' for other endings. */
export function outputFormatOf(path: string): OutputFormat {
  const name = basename(path).toLowerCase()
  if (/\.tiff?$/.test(name)) return 'ome-tiff'
  if (name.endsWith('.npy')) return 'npy'
  if (name.endsWith('.zarr')) return 'ome-zarr'
  throw new TouchstoneError(
    'bad-usage',
    `${basename(path)}: predictions are written as .ome.tif, .ome.zarr or .npy; choose a name that ends like that.`,
    { path },
  )
}

/** Planes are counted t, c, z with z fastest. The file appears under its name once it is whole. */
export async function writeStack(
  path: string,
  { size, pixelSizeUm, channels, compression, signal }: OutputStack,
  produce: (writer: RealWriter) => Promise<void>,
): Promise<{ readonly axes: string; readonly shape: readonly number[] }> {
  const sizes = { t: size.t, c: size.c, z: size.z, y: size.height, x: size.width }
  const kept = (['t', 'c', 'z', 'y', 'x'] as const).filter(
    (axis) => axis === 'y' || axis === 'x' || sizes[axis] > 1,
  )
  const axes = kept.join('')
  const shape = kept.map((axis) => sizes[axis])
  const named = channels.length > 0 ? { channels } : {}
  switch (outputFormatOf(path)) {
    case 'ome-tiff':
      await streamUnhashed(
        path,
        { shape, axes, pixelSizeUm, compression, signal, ...named },
        produce,
      )
      break
    case 'npy':
      await streamNpy(path, shape, produce, signal)
      break
    case 'ome-zarr': {
      const image = { name: basename(path), dtype: 'float32', reduction: 'mean' } as const
      await writeOmeZarr(
        path,
        { image: { ...image, size, axes, pixelSizeUm, ...named }, signal },
        produce,
      )
    }
  }
  return { axes, shape }
}
