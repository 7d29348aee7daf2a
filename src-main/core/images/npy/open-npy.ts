/**
 * A NumPy `.npy` array as an `ImageSource`. C order is read from the file region by region; Fortran
 * order has its rows scattered over the file, so it is turned into C order in memory once.
 */
import { TouchstoneError } from '../../errors.ts'
import { cropPlane } from '../crop.ts'
import { openFileReader, type FileReader } from '../file-reader.ts'
import { createImageSource, type Rectangle } from '../image-source.ts'
import { product, storedBytesPerPixel } from '../pixel-types.ts'
import { planeView, type PlaneView } from '../plane-view.ts'
import { readRaster } from '../raster.ts'
import type { ImageInfo, ImageSource, PixelArray, ReadOptions } from '../types.ts'
import { fromFortranOrder } from './fortran-order.ts'
import { readNpyHeader, type NpyHeader } from './npy-header.ts'

/** Three or four values last and a plane before them are colour samples; a warning says so. */
export async function openNpy(path: string): Promise<ImageSource> {
  const file = await openFileReader(path)
  try {
    const header = await readNpyHeader(file)
    requireWhole(file, header)
    const axes = axesOf(header.shape)
    const view = planeView(axes, header.shape)
    const { height, width } = view.size
    const info: ImageInfo = {
      format: 'npy',
      axes,
      shape: header.shape,
      dtype: header.dtype,
      pixelSizeUm: 'uncalibrated',
      channels: Array.from({ length: view.size.c }, (_, i) => ({ name: `channel ${i + 1}` })),
      levels: [{ downsample: 1, height, width }],
      size: view.size,
      series: [{ name: 'array', kind: 'image' }],
      seriesIndex: 0,
      facts: [],
      warnings: [...view.warnings, ...sampleWarning(axes, header.shape)],
    }
    const read = header.fortranOrder
      ? fortranReader(file, header, view)
      : cReader(file, header, view)
    return createImageSource(path, info, view, {
      readRectangle: (plane, _level, rectangle, options) => read(plane, rectangle, options),
      readStoredPlane: (plane, options) => read(plane, { y: 0, x: 0, height, width }, options),
      close: () => file.close(),
    })
  } catch (error) {
    await file.close()
    throw error
  }
}

type Read = (plane: number, rectangle: Rectangle, options: ReadOptions) => Promise<PixelArray>

function cReader(file: FileReader, header: NpyHeader, view: PlaneView): Read {
  const { height, width, samples } = view.size
  const planeBytes = height * width * samples * storedBytesPerPixel(header.dtype)
  return (plane, rectangle, { target }) => {
    const raster = { offset: header.dataOffset + plane * planeBytes, width, samples }
    return readRaster(file, raster, rectangle, header.dtype, header.littleEndian, target)
  }
}

function fortranReader(file: FileReader, header: NpyHeader, view: PlaneView): Read {
  const { height, width, samples } = view.size
  const { dtype, shape, dataOffset, littleEndian } = header
  const perPlane = height * width * samples
  let whole: Promise<PixelArray> | undefined
  const load = async (): Promise<PixelArray> => {
    const raster = { offset: dataOffset, width: product(shape), samples: 1 }
    const row = { y: 0, x: 0, height: 1, width: product(shape) }
    const stored = await readRaster(file, raster, row, dtype, littleEndian)
    return fromFortranOrder(stored, shape, dtype, file.path)
  }
  return async (plane, rectangle) => {
    const pixels = await (whole ??= load())
    const one = pixels.subarray(plane * perPlane, (plane + 1) * perPlane)
    return cropPlane(one, width, samples, dtype, rectangle, file.path)
  }
}

function axesOf(shape: readonly number[]): string {
  if (shape.length === 1) return 'x'
  if (shape.length === 2) return 'yx'
  const [height, width, last] = shape.slice(-3) as [number, number, number]
  const areSamples = (last === 3 || last === 4) && height > 4 && width > 4
  const own = areSamples ? 'yxs' : 'yx'
  return 'q'.repeat(shape.length - own.length) + own
}

function sampleWarning(axes: string, shape: readonly number[]): string[] {
  if (!axes.endsWith('s')) return []
  return [
    `The last axis of ${shape.at(-1)} values is taken for colour samples, as the file does not say.`,
  ]
}

function requireWhole(file: FileReader, header: NpyHeader): void {
  const { shape, dtype, dataOffset } = header
  const { path } = file
  const isImage = shape.length > 0 && shape.every((size) => size > 0)
  if (!isImage) {
    throw new TouchstoneError(
      'format-not-supported',
      `${path} holds an array of shape (${shape.join(', ')}); images of at least 1 axis, none of them empty, are read.`,
      { path, shape },
    )
  }
  const neededBytes = dataOffset + product(shape) * storedBytesPerPixel(dtype)
  if (neededBytes > file.sizeBytes) {
    throw new TouchstoneError(
      'file-truncated',
      `${path} is truncated: ${neededBytes} bytes are needed and ${file.sizeBytes} are there; copy or export it again.`,
      { path, neededBytes, sizeBytes: file.sizeBytes },
    )
  }
}
