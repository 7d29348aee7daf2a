/** An image computed from another one, rectangle by rectangle: with the checks and walks of a stored one. */
import { createImageSource, type Rectangle } from '../image-source.ts'
import { planeView } from '../plane-view.ts'
import type {
  ImageInfo,
  ImageSource,
  LevelInfo,
  PixelArray,
  PixelType,
  ReadOptions,
} from '../types.ts'

export interface Derived {
  readonly dtype: PixelType
  readonly pixelSizeUm: ImageInfo['pixelSizeUm']
  readonly size: ImageInfo['size']
  readonly levels: readonly LevelInfo[]
  /** Height x width x samples values; the rectangle lies inside the level. */
  readonly read: (place: Place, options: ReadOptions) => Promise<DerivedPixels>
}

export interface Place extends Rectangle {
  readonly t: number
  readonly c: number
  readonly z: number
  readonly level: number
}

export interface DerivedPixels {
  readonly data: PixelArray
  /** Pixels that stand for values that the file does not hold. */
  readonly filledPixels: number
}

export function derivedImage(source: ImageSource, derived: Derived): ImageSource {
  const { dtype, pixelSizeUm, size, levels } = derived
  const hasSamples = size.samples > 1 || source.info.axes.includes('s')
  const axes = hasSamples ? 'tczyxs' : 'tczyx'
  const shape = [size.t, size.c, size.z, size.height, size.width]
  if (hasSamples) shape.push(size.samples)
  const info: ImageInfo = { ...source.info, axes, shape, dtype, pixelSizeUm, levels, size }
  const read = (plane: number, level: number, rectangle: Rectangle, options: ReadOptions) => {
    const z = plane % size.z
    const c = Math.floor(plane / size.z) % size.c
    const t = Math.floor(plane / size.z / size.c)
    return derived.read({ t, c, z, level, ...rectangle }, options)
  }
  const whole = { y: 0, x: 0, height: size.height, width: size.width }
  const { isPalette, isLossy, isOfSet } = source
  return {
    ...createImageSource(source.path, info, planeView(axes, shape), {
      readRectangle: read,
      readStoredPlane: async (plane, options) => (await read(plane, 0, whole, options)).data,
      close: () => source.close(),
    }),
    ...(isPalette === undefined ? {} : { isPalette }),
    ...(isLossy === undefined ? {} : { isLossy }),
    ...(isOfSet === undefined ? {} : { isOfSet }),
  }
}
