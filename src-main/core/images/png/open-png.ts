/** A PNG as an `ImageSource`. It has no tiles: the first read decodes the whole and keeps it. */
import { createChunkCache } from '../chunk-cache.ts'
import { cropPlane } from '../crop.ts'
import { createImageSource } from '../image-source.ts'
import { planeView } from '../plane-view.ts'
import type { ImageInfo, ImageSource, PixelArray, PixelType } from '../types.ts'
import { decodePng } from './decode-png.ts'
import { readPngChunks, type PngFile, type PngHeader } from './png-chunks.ts'

/** Values as stored: 2-bit gray is 0 to 3, a palette image is its indices (with a warning). */
export async function openPng(path: string): Promise<ImageSource> {
  const png = await readPngChunks(path)
  const { header } = png
  const { width, height, samples } = header
  const axes = samples > 1 ? 'yxs' : 'yx'
  const shape = samples > 1 ? [height, width, samples] : [height, width]
  const view = planeView(axes, shape)
  const dtype = pixelType(header)
  const info: ImageInfo = {
    format: 'png',
    axes,
    shape,
    dtype,
    pixelSizeUm: 'uncalibrated',
    channels: [{ name: 'channel 1' }],
    levels: [{ downsample: 1, height, width }],
    size: view.size,
    series: [{ name: 'image', kind: 'image' }],
    seriesIndex: 0,
    facts: [],
    warnings: warningsOf(png),
  }
  const decoded = createChunkCache(Infinity)
  const pixels = (): Promise<PixelArray> =>
    decoded.share('', async () => decodePng(path, header, await png.readCompressed()))
  const read = async (y: number, x: number, rows: number, columns: number): Promise<PixelArray> =>
    cropPlane(await pixels(), width, samples, dtype, { y, x, height: rows, width: columns }, path)
  const source = createImageSource(path, info, view, {
    readRectangle: (_plane, _level, { y, x, height: rows, width: columns }) =>
      read(y, x, rows, columns),
    readStoredPlane: () => read(0, 0, height, width),
    close: async () => {
      decoded.close()
    },
  })
  return { ...source, isPalette: header.color === 'palette' }
}

function pixelType(header: PngHeader): PixelType {
  if (header.bits === 16) return 'uint16'
  return header.bits === 1 && header.color === 'gray' ? 'bool' : 'uint8'
}

function warningsOf({ header, chunkNames }: PngFile): string[] {
  const warnings: string[] = []
  if (header.color === 'palette') {
    warnings.push('The values are indices into a colour table, not intensities.')
  }
  if (header.color === 'gray' && (header.bits === 2 || header.bits === 4)) {
    warnings.push(
      `The values have ${header.bits} bits and are not scaled: they go from 0 to ${2 ** header.bits - 1}.`,
    )
  }
  if (chunkNames.has('tRNS')) warnings.push('Transparency stated apart from the pixels is ignored.')
  if (chunkNames.has('acTL')) warnings.push('The file is animated; only its first frame is read.')
  return warnings
}
