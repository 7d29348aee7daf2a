/** A JPEG file as an input image: decoded whole at the first read and kept. Never a ground truth: see `isLossy`. */
import { messageOf, TouchstoneError } from '../../errors.ts'
import { createChunkCache } from '../chunk-cache.ts'
import { cropPlane } from '../crop.ts'
import { openFileReader } from '../file-reader.ts'
import { createImageSource } from '../image-source.ts'
import { planeView } from '../plane-view.ts'
import type { ImageInfo, ImageSource, PixelArray } from '../types.ts'
import { decodeJpeg, unreadableJpeg } from './decode-jpeg.ts'
import { exifOrientation } from './exif-orientation.ts'
import { jpegFrame, type JpegFrame } from './jpeg-markers.ts'
import { mostJpegSamples } from './most-samples.ts'

const largestFileBytes = 256 * 2 ** 20
const largestPixelBytes = 2 ** 30

/** TouchstoneError 'file-too-large', 'format-corrupt', 'unsupported-encoding', or those of the file. */
export async function openJpeg(path: string): Promise<ImageSource> {
  const stream = await readWhole(path)
  const frame = plausibleFrame(path, stream)
  const { width, height, components } = frame
  const axes = components === 1 ? 'yx' : 'yxs'
  const shape = components === 1 ? [height, width] : [height, width, components]
  const view = planeView(axes, shape)
  const dtype = frame.bits === 8 ? 'uint8' : 'uint16'
  const info: ImageInfo = {
    format: 'jpeg',
    axes,
    shape,
    dtype,
    pixelSizeUm: 'uncalibrated',
    channels: [{ name: 'channel 1' }],
    levels: [{ downsample: 1, height, width }],
    size: view.size,
    series: [{ name: 'image', kind: 'image' }],
    seriesIndex: 0,
    facts: [{ name: 'Compression', value: frame.marker === 0xc2 ? 'progressive JPEG' : 'JPEG' }],
    warnings: [
      'JPEG compression has changed the values of this image; as a ground truth it is refused.',
      ...orientationWarning(stream),
      ...(components === 4
        ? ['Its four components are cyan, magenta, yellow and black, as they are stored.']
        : []),
    ],
  }
  const decoded = createChunkCache(Infinity)
  const pixels = (): Promise<PixelArray> =>
    decoded.share('', () => decodeWhole(path, stream, frame))
  const source = createImageSource(path, info, view, {
    readRectangle: async (_plane, _level, rectangle) =>
      cropPlane(await pixels(), width, components, dtype, rectangle, path),
    readStoredPlane: async () => (await pixels()).slice(),
    close: async () => {
      decoded.close()
    },
  })
  return { ...source, isLossy: true }
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await openFileReader(path)
  try {
    if (file.sizeBytes > largestFileBytes) {
      throw new TouchstoneError(
        'file-too-large',
        `${path} has ${file.sizeBytes} bytes, and JPEG files of up to ${largestFileBytes} are read; save it as a tiled TIFF.`,
        { path, sizeBytes: file.sizeBytes },
      )
    }
    return await file.read(0, file.sizeBytes)
  } finally {
    await file.close()
  }
}

function plausibleFrame(path: string, stream: Uint8Array): JpegFrame {
  let frame: JpegFrame | undefined
  let unreadable: string | undefined
  try {
    frame = jpegFrame(stream)
    unreadable = unreadableJpeg(stream)
  } catch (error) {
    throw corrupt(path, messageOf(error))
  }
  if (frame === undefined) throw corrupt(path, 'it has no frame header')
  if (unreadable !== undefined) {
    throw new TouchstoneError(
      'unsupported-encoding',
      `${path}: its JPEG data are ${unreadable}; baseline and progressive JPEG of 8 and 12 bits with 1 to 4 components are read. Save it as TIFF.`,
      { path },
    )
  }
  const bytes = frame.width * frame.height * frame.components
  if (
    bytes === 0 ||
    bytes > largestPixelBytes ||
    bytes > mostJpegSamples(stream.length, frame.components)
  ) {
    throw corrupt(
      path,
      `it states ${frame.height} x ${frame.width} pixels in ${stream.length} bytes`,
    )
  }
  return frame
}

async function decodeWhole(
  path: string,
  stream: Uint8Array,
  { width, height, components }: JpegFrame,
): Promise<PixelArray> {
  const decoded = await decodeJpeg(stream).catch((error: unknown) => {
    throw corrupt(path, messageOf(error))
  })
  if (decoded.width === width && decoded.height === height && decoded.components === components)
    return decoded.data
  throw corrupt(path, `it decodes to ${decoded.height} x ${decoded.width} pixels`)
}

function orientationWarning(stream: Uint8Array): string[] {
  const orientation = exifOrientation(stream)
  return orientation === 1
    ? []
    : [`The camera notes the orientation ${orientation}; the pixels are shown as they are stored.`]
}

function corrupt(path: string, why: string): TouchstoneError {
  return new TouchstoneError('format-corrupt', `${path} is not a valid JPEG image: ${why}.`, {
    path,
  })
}
