/**
 * One `ImageSource` for every format: a format says how to read a rectangle of its n-th stored
 * plane, and this file adds the checks, the plane view and the walks over the whole image.
 */
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'
import { copyPixels, createPixelArray, product, storedBytesPerPixel } from './pixel-types.ts'
import type { PlaneView } from './plane-view.ts'
import { requireWanted } from './require-wanted.ts'
import type {
  ImageInfo,
  ImageSource,
  PixelArray,
  PixelBlock,
  ReadOptions,
  Region,
} from './types.ts'

export { requireWanted } from './require-wanted.ts'

/** A rectangle in pixels of one level. */
export interface Rectangle {
  readonly y: number
  readonly x: number
  readonly height: number
  readonly width: number
}

/** Pixels of which some stand for chunks that the file does not hold. */
export interface FilledPixels {
  readonly data: PixelArray
  /** Pixels (not samples) that got the fill value. */
  readonly filledPixels: number
}

/**
 * What a format gives. Planes are counted in stored order. `options.target` may be used for the result
 * where `targetOrNew` says that it fits; every value of it is then written.
 */
export interface StoredPlanes {
  /** Samples interleaved: height x width x samples values. The rectangle lies inside the level. */
  readRectangle(
    plane: number,
    level: number,
    rectangle: Rectangle,
    options: ReadOptions,
  ): Promise<PixelArray | FilledPixels>
  /** All of one plane at level 0 with samples where the file has them (`yxs` or `syx`). */
  readStoredPlane(plane: number, options: ReadOptions): Promise<PixelArray>
  /** The same in pieces, for planes too large to be held as a whole. */
  readStoredPieces?(plane: number): AsyncIterable<PixelArray>
  close(): Promise<void>
}

/** Planes above this are walked in pieces where the format can; below it the next one is read ahead. */
const largeArrayBytes = 64 * 2 ** 20

export function createImageSource(
  path: string,
  info: ImageInfo,
  view: PlaneView,
  stored: StoredPlanes,
): ImageSource {
  const { size } = info
  const axes = size.samples > 1 || info.axes.includes('s') ? 'yxs' : 'yx'

  async function readRegion(region: Region, options: ReadOptions = {}): Promise<PixelBlock> {
    requireWanted(path, options.signal)
    const level = region.level ?? 0
    const plane = planeOf(path, view, region)
    requireInsideLevel(path, info, level, region)
    const { y, x, height, width } = region
    const found = await stored.readRectangle(plane, level, { y, x, height, width }, options)
    const shape = axes === 'yxs' ? [height, width, size.samples] : [height, width]
    const block = { axes, shape, dtype: info.dtype }
    if (!('filledPixels' in found)) return { ...block, data: found }
    const { data, filledPixels } = found
    return { ...block, data, ...(filledPixels > 0 ? { filledPixels } : {}) }
  }

  const planeLength = size.height * size.width * size.samples
  const planeBytes = planeLength * storedBytesPerPixel(info.dtype)

  async function* readPlanesInStoredOrder(): AsyncGenerator<PixelArray> {
    if (planeBytes <= largeArrayBytes) {
      yield* readPlanesAhead(view.planes, stored)
      return
    }
    for (let plane = 0; plane < view.planes; plane++) {
      if (stored.readStoredPieces) yield* stored.readStoredPieces(plane)
      else yield await stored.readStoredPlane(plane, {})
    }
  }

  async function readAll(): Promise<PixelBlock> {
    const { axes, shape, dtype } = info
    if (view.planes === 1) return { axes, shape, dtype, data: await stored.readStoredPlane(0, {}) }
    const data = createPixelArray(dtype, product(shape), path)
    let at = 0
    for await (const plane of readPlanesInStoredOrder()) {
      copyPixels(plane, 0, plane.length, data, at)
      at += plane.length
    }
    return { axes, shape, dtype, data }
  }

  return {
    path,
    info,
    readRegion,
    readPlane: (plane = {}, options = {}) =>
      readRegion({ ...plane, y: 0, x: 0, height: size.height, width: size.width }, options),
    readPlanesInStoredOrder,
    readAll,
    close: () => stored.close(),
  }
}

/** One plane is read while the caller works on the one before; the two arrays take turns. */
async function* readPlanesAhead(planes: number, stored: StoredPlanes): AsyncGenerator<PixelArray> {
  const arrays: (PixelArray | undefined)[] = []
  const read = (plane: number): Promise<PixelArray> =>
    stored.readStoredPlane(plane, { target: arrays[plane % 2] })
  let next: Promise<PixelArray> | undefined = read(0)
  try {
    for (let plane = 0; plane < planes; plane++) {
      const pixels = await next!
      arrays[plane % 2] = pixels
      next = plane + 1 < planes ? read(plane + 1) : undefined
      next?.catch(() => undefined) // it is awaited in the next turn, or by nobody
      yield pixels
    }
  } finally {
    await next?.catch(() => undefined)
  }
}

function planeOf(path: string, view: PlaneView, region: Region): number {
  const plane = { t: region.t ?? 0, c: region.c ?? 0, z: region.z ?? 0 }
  for (const axis of ['t', 'c', 'z'] as const) {
    const index = plane[axis]
    if (!Number.isInteger(index) || index < 0 || index >= view.size[axis]) {
      throw new TouchstoneError(
        'bad-request',
        `${path}: ${axis} = ${index} was asked for, and the image has ${axis} from 0 to ${view.size[axis] - 1}.`,
        { path, axis, index, size: view.size[axis] },
      )
    }
  }
  return view.planeIndex(plane)
}

function requireInsideLevel(path: string, info: ImageInfo, level: number, region: Region): void {
  const there = info.levels[level]
  if (there === undefined) {
    throw new TouchstoneError(
      'bad-request',
      `${path}: level ${level} was asked for, and the image has ${counted(info.levels.length, 'level')}.`,
      { path, level, levels: info.levels.length },
    )
  }
  const { y, x, height, width } = region
  const whole = [y, x, height, width].every((value) => Number.isInteger(value) && value >= 0)
  const inside = y + height <= there.height && x + width <= there.width
  if (!whole || !inside || height === 0 || width === 0) {
    throw new TouchstoneError(
      'bad-request',
      `${path}: the rectangle y ${y}, x ${x}, height ${height}, width ${width} does not lie inside the level of ${there.height} x ${there.width} pixels.`,
      { path, region, level: there },
    )
  }
}
