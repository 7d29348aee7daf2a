import { expect, test } from 'vitest'
import { createImageSource, type StoredPlanes } from '../../../src-main/core/images/image-source.ts'
import { planeView } from '../../../src-main/core/images/plane-view.ts'
import type { ImageInfo, ImageSource } from '../../../src-main/core/images/types.ts'

/** Two z planes of 2 x 3 pixels; plane p holds 10 p, 10 p + 1, ... */
function source(changes: Partial<StoredPlanes> = {}): ImageSource {
  const [axes, shape] = ['zyx', [2, 2, 3]] as const
  const view = planeView(axes, shape)
  const info: ImageInfo = {
    format: 'test',
    axes,
    shape,
    dtype: 'uint8',
    pixelSizeUm: 'uncalibrated',
    channels: [],
    levels: [{ downsample: 1, height: 2, width: 3 }],
    size: view.size,
    series: [{ name: 'image', kind: 'image' }],
    seriesIndex: 0,
    facts: [],
    warnings: [],
  }
  const pixels = (plane: number): number[] => Array.from({ length: 6 }, (_, i) => 10 * plane + i)
  return createImageSource('f', info, view, {
    readRectangle: async (plane, _level, { y, x, height, width }) =>
      Uint8Array.from(
        pixels(plane).filter((_, i) => {
          const [row, column] = [Math.floor(i / 3), i % 3]
          return row >= y && row < y + height && column >= x && column < x + width
        }),
      ),
    readStoredPlane: async (plane) => Uint8Array.from(pixels(plane)),
    close: async () => undefined,
    ...changes,
  })
}

test('reads rectangles, planes and everything', async () => {
  const image = source()
  expect(await image.readRegion({ z: 1, y: 0, x: 1, height: 2, width: 2 })).toEqual({
    axes: 'yx',
    shape: [2, 2],
    dtype: 'uint8',
    data: Uint8Array.of(11, 12, 14, 15),
  })
  expect([...(await image.readPlane()).data]).toEqual([0, 1, 2, 3, 4, 5])
  const all = await image.readAll()
  expect(all).toMatchObject({ axes: 'zyx', shape: [2, 2, 3] })
  expect([...all.data]).toEqual([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15])
})

test.each([
  { y: 0, x: 0, height: 3, width: 1 },
  { y: 0, x: 3, height: 1, width: 1 },
  { y: -1, x: 0, height: 1, width: 1 },
  { y: 0, x: 0, height: 0, width: 1 },
  { y: 0.5, x: 0, height: 1, width: 1 },
  { y: 0, x: 0, height: 1, width: 1, z: 2 },
  { y: 0, x: 0, height: 1, width: 1, t: -1 },
  { y: 0, x: 0, height: 1, width: 1, level: 1 },
])('a rectangle that is not inside is an error: %j', async (region) => {
  await expect(source().readRegion(region)).rejects.toMatchObject({ code: 'bad-request' })
})

test('options reach the format, and filled pixels the caller', async () => {
  const seen: unknown[] = []
  const image = source({
    readRectangle: async (_plane, _level, _rectangle, options) => {
      seen.push(options.target)
      return { data: new Uint8Array(1), filledPixels: 1 }
    },
  })
  const target = new Uint8Array(1)
  const block = await image.readRegion({ y: 0, x: 0, height: 1, width: 1 }, { target })
  expect(block.filledPixels).toBe(1)
  expect(seen).toEqual([target])
})

test('a read that nobody waits for is cancelled', async () => {
  const signal = AbortSignal.abort()
  await expect(source().readPlane({}, { signal })).rejects.toMatchObject({ code: 'cancelled' })
})

test('the walk in stored order reads ahead by one plane and lets two arrays take turns', async () => {
  const targets: unknown[] = []
  const image = source({
    readStoredPlane: async (plane, { target }) => {
      targets.push(target)
      return target ?? Uint8Array.of(plane)
    },
  })
  const walk = image.readPlanesInStoredOrder()[Symbol.asyncIterator]()
  await walk.next()
  expect(targets).toHaveLength(2)
  await walk.return?.()
})
