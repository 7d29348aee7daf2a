/**
 * One `ImageSource` for every format: a format says how to read a rectangle of its n-th stored
 * plane, and this file adds the checks, the plane view and the walks over the whole image.
 */
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'
import { copyPixels, createPixelArray, product } from './pixel-types.ts'
import type { PlaneView } from './plane-view.ts'
import type { ImageInfo, ImageSource, PixelArray, PixelBlock, Region } from './types.ts'

/** A rectangle in pixels of one level. */
export interface Rectangle {
  readonly y: number
  readonly x: number
  readonly height: number
  readonly width: number
}

/** What a format gives. Planes are counted in stored order. */
export interface StoredPlanes {
  /** Samples interleaved: height x width x samples values. The rectangle lies inside the level. */
  readRectangle(plane: number, level: number, rectangle: Rectangle): Promise<PixelArray>
  /** All of one plane at level 0 with samples where the file has them (`yxs` or `syx`). */
  readStoredPlane(plane: number): Promise<PixelArray>
  close(): Promise<void>
}

export function createImageSource(
  path: string,
  info: ImageInfo,
  view: PlaneView,
  stored: StoredPlanes,
): ImageSource {
  const { size } = info
  const axes = size.samples > 1 || info.axes.includes('s') ? 'yxs' : 'yx'

  async function readRegion(region: Region): Promise<PixelBlock> {
    const level = region.level ?? 0
    const plane = planeOf(path, view, region)
    requireInsideLevel(path, info, level, region)
    const { y, x, height, width } = region
    const data = await stored.readRectangle(plane, level, { y, x, height, width })
    const shape = axes === 'yxs' ? [height, width, size.samples] : [height, width]
    return { axes, shape, dtype: info.dtype, data }
  }

  async function* readPlanesInStoredOrder(): AsyncGenerator<PixelArray> {
    for (let plane = 0; plane < view.planes; plane++) yield await stored.readStoredPlane(plane)
  }

  async function readAll(): Promise<PixelBlock> {
    const { axes, shape, dtype } = info
    if (view.planes === 1) return { axes, shape, dtype, data: await stored.readStoredPlane(0) }
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
    readPlane: (plane = {}) =>
      readRegion({ ...plane, y: 0, x: 0, height: size.height, width: size.width }),
    readPlanesInStoredOrder,
    readAll,
    close: () => stored.close(),
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
