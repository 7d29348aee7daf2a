/**
 * Drawn objects as an image of labels, so that whatever reads labels reads outlines too: scores, the viewer,
 * the checks of a ground truth. Drawn when it is opened; nothing is written.
 */
import { TouchstoneError } from '../errors.ts'
import { cropPlane } from '../images/crop.ts'
import { openFileReader } from '../images/file-reader.ts'
import type { DrawnOn } from '../images/image-reference.ts'
import { createImageSource, type Rectangle } from '../images/image-source.ts'
import { planeView } from '../images/plane-view.ts'
import type { ImageInfo, ImageSource, PixelArray } from '../images/types.ts'
import { readDrawing } from './read-drawing.ts'

/** Labels are held as a whole: 1 GB. */
const largestPx = 2 ** 28

/**
 * Axes `yx`, or `zyx` for a stack; what was cut, left out or overlapped stands in `warnings`. Throws what
 * `readDrawing` throws, and `file-too-large` for an image whose labels cannot be held.
 */
export async function openDrawing(path: string, on: DrawnOn): Promise<ImageSource> {
  const { width, height, depth, image = '', isMask = false } = on
  const area = width * height
  if (area * depth > largestPx)
    throw new TouchstoneError(
      'file-too-large',
      `${path} is drawn on ${width} x ${height} x ${depth} pixels, and ${largestPx} is the limit for objects given as outlines; give a label image.`,
      { path, width, height, depth },
    )
  // says in words what is missing or cannot be read
  await (await openFileReader(path)).close()
  const { format, shape, data, notes } = await readDrawing(path, { height, width, depth }, image)
  const pixels = isMask ? Uint8Array.from(data, (label) => (label === 0 ? 0 : 1)) : data
  const axes = depth > 1 ? 'zyx' : 'yx'
  const view = planeView(axes, shape)
  const info: ImageInfo = {
    ...{ format: 'drawing', axes, shape, dtype: isMask ? 'uint8' : 'uint32' },
    pixelSizeUm: 'uncalibrated',
    channels: [{ name: 'objects' }],
    levels: [{ downsample: 1, height, width }],
    size: view.size,
    series: [{ name: 'objects', kind: 'labels' }],
    seriesIndex: 0,
    facts: [{ name: 'Drawn from', value: format }],
    warnings: [...notes],
  }
  const cut = (plane: number, rectangle: Rectangle): PixelArray => {
    const own = pixels.subarray(plane * area, (plane + 1) * area)
    return cropPlane(own, width, 1, info.dtype, rectangle, path)
  }
  return createImageSource(path, info, view, {
    readRectangle: async (plane, _level, rectangle) => cut(plane, rectangle),
    readStoredPlane: async (plane) => cut(plane, { y: 0, x: 0, height, width }),
    close: async () => undefined,
  })
}
