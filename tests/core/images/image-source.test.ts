import { expect, test } from 'vitest'
import { createImageSource } from '../../../src-main/core/images/image-source.ts'
import { planeView } from '../../../src-main/core/images/plane-view.ts'
import type { ImageInfo, ImageSource } from '../../../src-main/core/images/types.ts'

/** Two z planes of 2 x 3 pixels; plane p holds 10 p, 10 p + 1, ... */
function source(): ImageSource {
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
