/** Planes, regions and the whole of a Zarr image: which box of which array each of them is. */
import { createImageSource, type FilledPixels, type Rectangle } from '../image-source.ts'
import { createPixelArray, product } from '../pixel-types.ts'
import { targetOrNew } from '../pixel-target.ts'
import type { ImageInfo, ImageSource, PixelArray, PixelBlock, ReadOptions } from '../types.ts'
import { cOrderStrides } from './copy-box.ts'
import type { ZarrImage } from './image-levels.ts'
import { readBox, type Box } from './read-box.ts'
import { readInStoredOrder } from './stored-order.ts'

export function createZarrSource(
  path: string,
  info: ImageInfo,
  { axes, view, levels }: ZarrImage,
  close: () => Promise<void>,
): ImageSource {
  const { shape, dtype } = info
  const { height, width, samples } = view.size
  const letters = [...axes]
  const full = levels[0]!.array

  /** Index along each axis at level 0; 0 along y, x and s. */
  function indexOfPlane(plane: number): number[] {
    const index = shape.map(() => 0)
    let rest = plane
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if ('yxs'.includes(letters[axis]!)) continue
      index[axis] = rest % shape[axis]!
      rest = Math.floor(rest / shape[axis]!)
    }
    return index
  }

  /** A level with fewer planes shows the one that stands for the plane asked for. */
  function boxOf(plane: number, level: number, { y, x, height, width }: Rectangle): Box {
    const own = levels[level]!.array.metadata.shape
    const inside = { y: [y, height], x: [x, width], s: [0, samples] } as const
    const ranges = indexOfPlane(plane).map((index, axis) => {
      const letter = letters[axis]!
      if (letter === 'y' || letter === 'x' || letter === 's') return inside[letter]
      return [Math.floor((index * own[axis]!) / shape[axis]!), 1] as const
    })
    return { start: ranges.map(([start]) => start), count: ranges.map(([, count]) => count) }
  }

  async function readRectangle(
    plane: number,
    level: number,
    rectangle: Rectangle,
    { signal, target }: ReadOptions,
  ): Promise<FilledPixels> {
    const box = boxOf(plane, level, rectangle)
    const data = targetOrNew(dtype, rectangle.height * rectangle.width * samples, path, target)
    const steps = { y: rectangle.width * samples, x: samples, s: 1 }
    const strides = letters.map((letter) => steps[letter as 'y'] ?? 0)
    const filled = await readBox(
      levels[level]!.array,
      box,
      data,
      { offset: 0, strides },
      { signal },
    )
    return { data, filledPixels: filled / samples }
  }

  async function readStoredPlane(
    plane: number,
    { signal, target }: ReadOptions,
  ): Promise<PixelArray> {
    const box = boxOf(plane, 0, { y: 0, x: 0, height, width })
    const data = targetOrNew(dtype, product(box.count), path, target)
    await readBox(full, box, data, { offset: 0, strides: cOrderStrides(box.count) }, { signal })
    return data
  }

  const planeLength = height * width * samples

  /** Slabs of several planes are handed on plane by plane. */
  async function* readPlanesInStoredOrder(): AsyncGenerator<PixelArray> {
    for await (const slab of readInStoredOrder(full)) {
      const planes = slab.length / planeLength
      if (!Number.isInteger(planes)) yield slab
      else {
        for (let i = 0; i < planes; i++) yield slab.subarray(i * planeLength, (i + 1) * planeLength)
      }
    }
  }

  async function readAll(): Promise<PixelBlock> {
    const data = createPixelArray(dtype, product(shape), path)
    const box = { start: shape.map(() => 0), count: shape }
    const to = { offset: 0, strides: cOrderStrides(shape) }
    const filled = await readBox(full, box, data, to, { keep: false })
    return { axes, shape, dtype, data, ...(filled > 0 ? { filledPixels: filled / samples } : {}) }
  }

  return {
    ...createImageSource(path, info, view, {
      readRectangle,
      readStoredPlane,
      async close() {
        for (const { array } of levels) array.close()
        await close()
      },
    }),
    readPlanesInStoredOrder,
    readAll,
  }
}
