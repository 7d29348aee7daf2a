/** What an image is, in the words of those who made it: axes with sizes, pixel type, pixel size, levels. Pure. */
import type { ImageDescription } from '../../src-main/contract/images.ts'
import { countOf, formatCount, formatValue } from './numbers.ts'

const axisNames: Readonly<Record<string, string>> = {
  t: 'time',
  c: 'channels',
  z: 'z',
  y: 'y (rows)',
  x: 'x (columns)',
  s: 'colour samples',
  q: 'not said',
}

export interface AxisWords {
  readonly letter: string
  readonly name: string
  readonly count: number
}

const formatNames: Readonly<Record<string, string>> = {
  'bdv-hdf5': 'BigDataViewer HDF5',
  hdf5: 'HDF5',
  imaris: 'Imaris',
  'imagej-tiff': 'ImageJ TIFF',
  jpeg: 'JPEG',
  npy: 'NumPy',
  'ome-tiff': 'OME-TIFF',
  'ome-zarr': 'OME-Zarr',
  png: 'PNG',
  tiff: 'TIFF',
  zarr: 'Zarr',
}

/** A format as its makers write it; a series of files by what the files are. */
export function formatWords(format: string): string {
  const single = format.replace(/-sequence$/, '')
  const name = formatNames[single] ?? single
  return single === format ? name : `${name}, numbered files`
}

/** The stored axes in stored order. */
export function axisWords({ axes, shape }: ImageDescription): AxisWords[] {
  return [...axes].map((letter, at) => ({
    letter,
    name: axisNames[letter] ?? letter,
    count: shape[at] ?? 1,
  }))
}

export function pixelTypeWords(dtype: string): string {
  if (dtype === 'bool') return 'yes or no (1 bit)'
  const found = /^(u?)(int|float)(\d+)$/.exec(dtype)
  if (!found) return dtype
  const [, unsigned, kind, bits] = found
  if (kind === 'float') return `${bits} bit, with decimals (${dtype})`
  return `${bits} bit, ${unsigned ? 'from 0' : 'with sign'} (${dtype})`
}

/** `0.325 × 0.325 × 1 µm`, or that there is none. */
export function pixelSizeWords(size: ImageDescription['pixelSizeUm']): string {
  if (size === 'uncalibrated') return 'uncalibrated'
  const lengths = [size.x, size.y, ...(size.z === undefined ? [] : [size.z])]
  return `${lengths.map((length) => formatValue(length, 4)).join(' × ')} µm`
}

/** One sentence's worth: `120 planes of 512 × 512 pixels, 16 bit, 0.325 × 0.325 µm`. */
export function imageSummary({ axes, size, dtype, pixelSizeUm }: ImageDescription): string {
  const planes = size.t * size.c * size.z
  const counts = [
    ...(size.t > 1 ? [countOf(size.t, 'time point')] : []),
    ...(size.c > 1 ? [countOf(size.c, 'channel')] : []),
    ...(size.z > 1 ? [countOf(size.z, axes.includes('q') ? 'plane' : 'slice')] : []),
  ].join(' × ')
  const stack = planes > 1 ? `${counts} of ` : ''
  const colour = size.samples >= 3 ? ' in colour' : ''
  const bits = /\d+$/.exec(dtype)?.[0] ?? '1'
  const area = `${formatCount(size.width)} × ${formatCount(size.height)} pixels`
  return `${stack}${area}${colour}, ${bits} bit, ${pixelSizeWords(pixelSizeUm)}`
}

/** The levels that stand in the file one by one, those that Touchstone makes in one line. */
export function levelWords({ levels }: ImageDescription): string[] {
  const scale = (level: { readonly downsample: number }) => `1:${formatValue(level.downsample, 3)}`
  const stored = levels
    .filter(({ onDemand }) => !onDemand)
    .map((level) => `${scale(level)}, ${formatCount(level.width)} × ${formatCount(level.height)}`)
  const made = levels.filter(({ onDemand }) => onDemand)
  const [first, last] = [made[0], made.at(-1)]
  if (!first || !last) return stored
  const range = first === last ? scale(first) : `${scale(first)} to ${scale(last)}`
  return [...stored, `${range} are made when needed`]
}

/** `stack.tif#axes=tyx`, as orders, dataset.yaml and the command line take it. */
export function imageReference(
  name: string,
  { series, axes }: { readonly series?: number | undefined; readonly axes?: string | undefined },
): string {
  const parts = [
    ...(series === undefined ? [] : [`series=${series}`]),
    ...(axes === undefined ? [] : [`axes=${axes}`]),
  ]
  return parts.length === 0 ? name : `${name}#${parts.join('&')}`
}

const imageNames =
  /\.(tiff?|btf|tf[28]|ome|zarr|zip|png|jpe?g|npy|h5|hdf5?|ims|n5|svs|lsm|stk|czi|nd2|lif|vsi|oir|ndpi|scn)$/i

/** Files that are probably images; the others may be opened all the same. */
export function looksLikeImage(name: string): boolean {
  return imageNames.test(name)
}

/** A Zarr store is a folder that is one image. */
export function isImageFolder(name: string): boolean {
  return /\.(zarr|n5)$/i.test(name)
}
