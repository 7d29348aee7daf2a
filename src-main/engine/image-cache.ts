/** Open image sources for the viewer, least recently used closed first; and tiles read from them. */
import { stat } from 'node:fs/promises'
import { tileSidePx, type ImageDescription } from '../contract/images.ts'
import type { ImageQuestion, PlaneIndex, TileAnswer, TileQuestion } from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import { openImage } from '../core/images/open-image.ts'
import type { ImageSource, PixelBlock } from '../core/images/types.ts'

export interface ImageCache {
  describe(image: ImageQuestion): Promise<ImageDescription>
  readTile(question: TileQuestion): Promise<TileAnswer>
  readPlane(path: string, plane: PlaneIndex): Promise<PixelBlock>
}

export function createImageCache(capacity: number): ImageCache {
  const sources = new Map<string, Promise<ImageSource>>()

  function open(path: string): Promise<ImageSource> {
    const known = sources.get(path)
    if (known) {
      sources.delete(path)
      sources.set(path, known)
      return known
    }
    const opening = openImage(path)
    sources.set(path, opening)
    opening.catch(() => sources.delete(path))
    const oldest = sources.keys().next().value
    if (sources.size > capacity && oldest !== undefined) {
      const leaving = sources.get(oldest)
      sources.delete(oldest)
      void leaving?.then((source) => source.close())
    }
    return opening
  }

  return {
    async describe({ reference }) {
      const { info } = await open(reference)
      return {
        ...info,
        shape: [...info.shape],
        channels: info.channels.map((channel) => ({ ...channel })),
        levels: info.levels.map((level) => ({ ...level })),
        series: info.series.map((one) => ({ ...one })),
        facts: info.facts.map((fact) => ({ ...fact })),
        contentKey: await keyOf(reference),
        warnings: [...info.warnings],
      }
    },

    async readTile({ image, level, plane, tileY, tileX, knownKey }) {
      const path = image.reference
      const source = await open(path)
      const contentKey = await keyOf(path)
      if (contentKey === knownKey) return { kind: 'unchanged', contentKey }
      const { size, levels } = source.info
      const extent = levels[level] ?? (level === 0 ? size : undefined)
      const y = tileY * tileSidePx
      const x = tileX * tileSidePx
      if (!extent || y >= extent.height || x >= extent.width)
        throw new TouchstoneError(
          'not-found',
          `${path} has no tile ${tileY}, ${tileX} at level ${level}.`,
        )
      const block = await source.readRegion({
        level,
        ...plane,
        y,
        x,
        height: Math.min(tileSidePx, extent.height - y),
        width: Math.min(tileSidePx, extent.width - x),
      })
      const { buffer, byteOffset, byteLength } = block.data
      return {
        kind: 'pixels',
        contentKey,
        filledPixels: block.filledPixels ?? 0,
        shape: block.shape,
        dtype: block.dtype,
        bytes: new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength),
      }
    },

    async readPlane(path, plane) {
      return (await open(path)).readPlane(plane)
    },
  }
}

async function keyOf(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path)
  return `${size}-${mtimeMs}-${ino}`
}
