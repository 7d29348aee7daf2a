/**
 * Other meanings for the axes of an image, where a person knows better than the file: letters change,
 * the stored order does not. So the hash over the stored pixels stays what it was.
 */
import { TouchstoneError } from '../errors.ts'
import { targetOrNew } from './pixel-target.ts'
import { placeOf } from './plane-place.ts'
import { planeView, type PlaneView } from './plane-view.ts'
import type { ImageInfo, ImageSource, PixelBlock, ReadOptions, Region } from './types.ts'
import { unravel } from './unravel.ts'

/**
 * `axes` has one letter per stored axis. Counted axes (t c z q) change freely; `s` and a counted axis may
 * take each other's place (three images taken for red, green and blue); y and x stay where they are.
 * TouchstoneError 'axes-mismatch' naming both.
 */
export function withAxes(source: ImageSource, axes: string): ImageSource {
  const { info, path } = source
  if (axes === info.axes) return source
  requireFittingAxes(path, info, axes)
  const view = planeView(axes, info.shape)
  const before = planeView(info.axes, info.shape)
  const mapped = mappedInfo(info, axes, view, before)
  const readRegion = regionReader(source, mapped, view, before)
  const { height, width } = info.size
  return {
    ...source,
    info: mapped,
    readRegion,
    readPlane: (plane = {}, options = {}) =>
      readRegion({ ...plane, y: 0, x: 0, height, width }, options),
    readAll: async () => ({ ...(await source.readAll()), axes }),
  }
}

function requireFittingAxes(path: string, { axes: stored, shape }: ImageInfo, axes: string): void {
  const stated = [...stored].map((letter, i) => `${letter} ${shape[i]}`).join(', ')
  const refuse = (why: string): never => {
    throw new TouchstoneError(
      'axes-mismatch',
      `${path}: the axes ${axes} do not fit its axes ${stored} (${stated}): ${why}.`,
      { path, asked: axes, axes: stored, shape },
    )
  }
  if (axes.length !== stored.length) {
    refuse(`${axes.length} letters were given and ${stored.length} are needed`)
  }
  if (!/^[tczyxsq]*$/.test(axes)) refuse('the letters are t, c, z, y, x, s and q')
  for (const letter of 'tczyxs') {
    if (axes.split(letter).length > 2) refuse(`${letter} is given twice, and may be given once`)
  }
  for (const letter of 'yx') {
    if (axes.indexOf(letter) !== stored.indexOf(letter)) {
      refuse(`${letter} has to stay where it is`)
    }
  }
  const samples = axes.indexOf('s')
  if (samples >= 0 && stored[samples] !== 's' && shape[samples] !== 3 && shape[samples] !== 4) {
    refuse(`s stands for 3 or 4 colour samples, and that axis has ${shape[samples]}`)
  }
}

function mappedInfo(info: ImageInfo, axes: string, view: PlaneView, before: PlaneView): ImageInfo {
  const keepsAxis = (letter: string): boolean => axes.indexOf(letter) === info.axes.indexOf(letter)
  const keepsZ = keepsAxis('z') && before.size.z === view.size.z
  const keepsChannels = keepsAxis('c') && before.size.c === view.size.c
  const keepsSamples = keepsAxis('s')
  return {
    ...info,
    axes,
    size: view.size,
    channels: keepsChannels
      ? info.channels
      : Array.from({ length: view.size.c }, (_, i) => ({ name: `channel ${i + 1}` })),
    levels: keepsZ ? info.levels : info.levels.map(({ z: _, ...level }) => level),
    facts: [...info.facts, { name: 'Axes', value: `${axes} as chosen, ${info.axes} in the file` }],
    warnings: [
      ...info.warnings.filter(
        (warning) =>
          !before.warnings.includes(warning) && (keepsSamples || !/colour samples/.test(warning)),
      ),
      ...view.warnings,
    ],
  }
}

type ReadRegion = (region: Region, options?: ReadOptions) => Promise<PixelBlock>

/** Index along every stored axis that counts planes or samples, y and x left out. */
type AxisIndices = readonly number[]

function regionReader(
  source: ImageSource,
  { axes, shape, size }: ImageInfo,
  view: PlaneView,
  before: PlaneView,
): ReadRegion {
  const stored = source.info.axes
  const counted = (letters: string): number[] =>
    [...letters].flatMap((letter, i) => ('yxs'.includes(letter) ? [] : [i]))
  const newAxes = counted(axes)
  const oldAxes = counted(stored)
  const newSamples = axes.indexOf('s')
  const oldSamples = stored.indexOf('s')
  const sizesOf = (list: readonly number[]): number[] => list.map((axis) => shape[axis]!)

  function oldPlane(indices: AxisIndices): { t: number; c: number; z: number } {
    const plane = oldAxes.reduce((sum, axis) => sum * shape[axis]! + indices[axis]!, 0)
    return placeOf(before, plane)
  }

  return async (region, options = {}) => {
    const place = { t: region.t ?? 0, c: region.c ?? 0, z: region.z ?? 0 }
    requireInside(source.path, size, place)
    const indices = shape.map(() => 0)
    const found = unravel(view.planeIndex(place), sizesOf(newAxes))
    newAxes.forEach((axis, i) => (indices[axis] = found[i]!))
    const read = (at: AxisIndices, others: ReadOptions): Promise<PixelBlock> =>
      source.readRegion({ ...region, ...oldPlane(at) }, others)
    if (newSamples === oldSamples) return read(indices, options)
    const signal = { signal: options.signal }
    if (newSamples < 0 || shape[newSamples] === undefined) {
      return oneSample(await read(indices, signal), indices[oldSamples]!, source.path, options)
    }
    const blocks: PixelBlock[] = []
    for (let sample = 0; sample < shape[newSamples]; sample++) {
      const block = await read(indices.with(newSamples, sample), signal)
      blocks.push(oldSamples < 0 ? block : oneSample(block, indices[oldSamples]!, source.path, {}))
    }
    return interleaved(blocks, source.path, options)
  }
}

/** One of the interleaved samples of `yxs`, as `yx`. */
function oneSample(
  block: PixelBlock,
  sample: number,
  path: string,
  { target }: ReadOptions,
): PixelBlock {
  const [height, width, samples] = block.shape as [number, number, number]
  const data = targetOrNew(block.dtype, height * width, path, target)
  for (let i = 0, from = sample; i < data.length; i++, from += samples) data[i] = block.data[from]!
  return { ...block, axes: 'yx', shape: [height, width], data }
}

function interleaved(
  blocks: readonly PixelBlock[],
  path: string,
  { target }: ReadOptions,
): PixelBlock {
  const [first] = blocks as [PixelBlock]
  const [height, width] = first.shape as [number, number]
  const samples = blocks.length
  const data = targetOrNew(first.dtype, height * width * samples, path, target)
  for (const [sample, block] of blocks.entries()) {
    for (let i = 0, to = sample; i < block.data.length; i++, to += samples) {
      data[to] = block.data[i]!
    }
  }
  const filled = Math.max(...blocks.map(({ filledPixels }) => filledPixels ?? 0))
  return {
    axes: 'yxs',
    shape: [height, width, samples],
    dtype: first.dtype,
    data,
    ...(filled > 0 ? { filledPixels: filled } : {}),
  }
}

function requireInside(
  path: string,
  size: ImageInfo['size'],
  place: { readonly t: number; readonly c: number; readonly z: number },
): void {
  for (const axis of ['t', 'c', 'z'] as const) {
    const index = place[axis]
    if (Number.isInteger(index) && index >= 0 && index < size[axis]) continue
    throw new TouchstoneError(
      'bad-request',
      `${path}: ${axis} = ${index} was asked for, and the image has ${axis} from 0 to ${size[axis] - 1}.`,
      { path, axis, index, size: size[axis] },
    )
  }
}
