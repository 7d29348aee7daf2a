/**
 * OME-Zarr 0.5 (Zarr 3), written region by region in any order: memory stays flat whatever the size.
 * Chunks of 512 x 512 in one plane, levels as in our OME-TIFF, label images under `labels/`.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import type { Rectangle } from '../image-source.ts'
import { isFloatType, product } from '../pixel-types.ts'
import { buildLevel } from '../pyramid/build-level.ts'
import { levelSizes } from '../pyramid/level-sizes.ts'
import { insideOfTile, tileGrid, tilesOf } from '../pyramid/tile-grid.ts'
import type { PlaneWriter } from '../tiff/write-ome-tiff.ts'
import type { PixelArray } from '../types.ts'
import { createChunkStore, indicesOf, type ChunkStore } from './write-chunks.ts'
import { writeFolderAtomically } from './write-folder-atomically.ts'
import {
  arrayMetadata,
  groupMetadata,
  multiscales,
  omero,
  type ValueRange,
  type ZarrImage,
} from './zarr-metadata.ts'

export interface ZarrStore {
  readonly image: ZarrImage
  /** Stand under `labels/<name>`; integers, with the height and width of the image. */
  readonly labels?: readonly ZarrImage[] | undefined
  readonly signal?: AbortSignal | undefined
}

export type RegionWriter = Pick<PlaneWriter, 'tile' | 'writeTile' | 'writeRegion'>

const chunkSide = 512

/**
 * `produce` writes image and labels; the store appears at `path` once it is done. TouchstoneError
 * 'bad-request' for unfit names, 'dtype-mismatch' for labels that are no integers, 'shape-mismatch' for
 * labels of another size, 'cancelled', and as `writeFolderAtomically`.
 */
export async function writeOmeZarr(
  path: string,
  { image, labels = [], signal }: ZarrStore,
  produce: (image: RegionWriter, labels: ReadonlyMap<string, RegionWriter>) => Promise<void>,
): Promise<void> {
  for (const one of labels) requireLabels(path, image, one)
  await writeFolderAtomically(path, 'zarr.json', async (folder) => {
    const writer = await createImageWriter(folder, image, signal)
    const labelWriters = new Map<string, ImageWriter>()
    for (const one of labels) {
      const inside = join(folder, 'labels', one.name)
      await mkdir(inside, { recursive: true })
      labelWriters.set(one.name, await createImageWriter(inside, one, signal))
    }
    const all = [writer, ...labelWriters.values()]
    try {
      await produce(writer, labelWriters)
      for (const one of all) await one.finish()
    } catch (error) {
      // no chunk may still be on its way when the folder goes
      await Promise.allSettled(all.map((one) => one.settle()))
      throw error
    }
    for (const [name, of] of labelWriters) {
      const group = { 'image-label': { source: { image: '../../' } } }
      await writeJson(
        join(folder, 'labels', name, 'zarr.json'),
        groupMetadata({ ...of.multiscales, ...group }),
      )
    }
    if (labels.length > 0) {
      const names = labels.map(({ name }) => name)
      await writeJson(join(folder, 'labels', 'zarr.json'), groupMetadata({ labels: names }))
    }
    const shown = omero(image, writer.ranges())
    await writeJson(join(folder, 'zarr.json'), groupMetadata({ ...writer.multiscales, ...shown }))
  })
}

interface ImageWriter extends RegionWriter {
  readonly multiscales: Readonly<Record<string, unknown>>
  finish(): Promise<void>
  /** Waits for the chunks under way. */
  settle(): Promise<void>
  ranges(): readonly ValueRange[]
}

/** The arrays of one multiscale image; its group is the caller's. */
async function createImageWriter(
  folder: string,
  image: ZarrImage,
  signal: AbortSignal | undefined,
): Promise<ImageWriter> {
  const { size, axes, dtype, reduction } = image
  const extents = { t: size.t, c: size.c, z: size.z }
  const planes = size.t * size.c * size.z
  const kept = [...axes].filter((axis): axis is 't' | 'c' | 'z' => axis !== 'y' && axis !== 'x')
  const planeShape = kept.map((axis) => extents[axis])
  if (product(planeShape) !== planes) {
    throw new RangeError(`Axes ${axes} leave out one of the sizes ${JSON.stringify(extents)}.`)
  }
  const grids = [size, ...levelSizes(size)].map(({ height, width }) =>
    tileGrid(
      { height, width },
      { height: Math.min(chunkSide, height), width: Math.min(chunkSide, width) },
    ),
  )
  const stores: ChunkStore[] = []
  for (const [level, grid] of grids.entries()) {
    const inside = join(folder, String(level))
    await mkdir(inside)
    const shape = [...planeShape, grid.height, grid.width]
    const chunk = [...planeShape.map(() => 1), grid.tileHeight, grid.tileWidth]
    await writeJson(join(inside, 'zarr.json'), arrayMetadata(dtype, axes, shape, chunk))
    stores.push(createChunkStore(inside, grid, planeShape, dtype))
  }
  const first = grids[0]!
  const least = new Array<number>(size.c).fill(Infinity)
  const most = new Array<number>(size.c).fill(-Infinity)

  function widenRange(channel: number, pixels: PixelArray): void {
    for (let i = 0; i < pixels.length; i++) {
      const value = Number(pixels[i])
      if (value < least[channel]! && value !== -Infinity) least[channel] = value
      if (value > most[channel]! && value !== Infinity) most[channel] = value
    }
  }

  async function writeRegion(
    plane: number,
    rectangle: Rectangle,
    pixels: PixelArray,
  ): Promise<void> {
    if (!Number.isInteger(plane) || plane < 0 || plane >= planes) {
      throw new RangeError(`Plane ${plane} is to be written, and the image has ${planes}.`)
    }
    const stride = rectangle.width
    const tiles = tilesOf(first, rectangle)
    if (pixels.length !== rectangle.height * stride) {
      throw new RangeError(
        `${rectangle.height * stride} values are needed for the rectangle, and ${pixels.length} are given.`,
      )
    }
    const indices = indicesOf(plane, planeShape)
    widenRange(Math.floor(plane / size.z) % size.c, pixels)
    for (const { tileY, tileX } of tiles) {
      const inside = insideOfTile(first, tileY, tileX)
      const start = (inside.y - rectangle.y) * stride + inside.x - rectangle.x
      await stores[0]!.put(indices, tileY, tileX, { pixels, start, stride })
    }
  }

  async function buildLevels(): Promise<void> {
    for (let level = 1; level < grids.length; level++) {
      const [source, target] = [grids[level - 1]!, grids[level]!]
      for (let plane = 0; plane < planes; plane++) {
        const indices = indicesOf(plane, planeShape)
        await buildLevel({
          ...{ source, target, samples: 1, dtype, reduction, signal },
          read: (tileY, tileX) => stores[level - 1]!.read(indices, tileY, tileX),
          write: (tileY, tileX, pixels) => {
            const stride = insideOfTile(target, tileY, tileX).width
            return stores[level]!.put(indices, tileY, tileX, { pixels, start: 0, stride })
          },
        })
      }
      await stores[level]!.settle()
    }
  }

  return {
    tile: { height: first.tileHeight, width: first.tileWidth },
    multiscales: multiscales(image, grids.length),
    writeRegion,
    writeTile: (plane, tileY, tileX, pixels) =>
      writeRegion(plane, insideOfTile(first, tileY, tileX), pixels),
    finish: async () => {
      await stores[0]!.settle()
      await buildLevels()
      for (const store of stores) await store.fillGaps()
    },
    settle: async () => {
      await Promise.allSettled(stores.map((store) => store.settle()))
    },
    ranges: () =>
      least.map((min, channel) =>
        min <= most[channel]! ? { min, max: most[channel]! } : { min: 0, max: 0 },
      ),
  }
}

function requireLabels(path: string, image: ZarrImage, labels: ZarrImage): void {
  const { name, size, dtype } = labels
  if (!/^[\w][\w .-]{0,99}$/.test(name) || name === 'zarr.json') {
    throw new TouchstoneError(
      'bad-request',
      `${path}: label images are named with letters, digits, spaces, dots and hyphens, and ${JSON.stringify(name)} is not.`,
      { path, name },
    )
  }
  if (isFloatType(dtype)) {
    throw new TouchstoneError(
      'dtype-mismatch',
      `${path}: the label image ${name} has ${dtype} pixels, and integers are needed.`,
      { path, name, dtype },
    )
  }
  if (size.height !== image.size.height || size.width !== image.size.width) {
    throw new TouchstoneError(
      'shape-mismatch',
      `${path}: the label image ${name} has ${size.height} x ${size.width} pixels, and the image has ${image.size.height} x ${image.size.width}.`,
      { path, name },
    )
  }
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`)
}
