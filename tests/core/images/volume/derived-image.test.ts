import { expect, test } from 'vitest'
import { derivedImage } from '../../../../src-main/core/images/volume/derived-image.ts'
import type { Place } from '../../../../src-main/core/images/volume/derived-image.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'

function derived() {
  const source = memorySource({
    axes: 'yx',
    shape: [1, 1],
    dtype: 'uint8',
    plane: () => Uint8Array.of(0),
  })
  const places: Place[] = []
  const image = derivedImage(source, {
    dtype: 'uint8',
    pixelSizeUm: 'uncalibrated',
    size: { t: 2, c: 3, z: 4, height: 1, width: 2, samples: 1 },
    levels: [{ downsample: 1, height: 1, width: 2 }],
    read: async (place) => {
      places.push(place)
      return { data: Uint8Array.of(place.t, place.z), filledPixels: place.c }
    },
  })
  return { image, places }
}

test('a plane is asked for by its t, c and z', async () => {
  const { image, places } = derived()
  await image.readPlane({ t: 1, c: 2, z: 3 })
  expect(places).toEqual([{ t: 1, c: 2, z: 3, level: 0, y: 0, x: 0, height: 1, width: 2 }])
})

test('all planes stand in stored order', async () => {
  const { image } = derived()
  const { shape, axes, data } = await image.readAll()
  expect([axes, shape]).toEqual(['tczyx', [2, 3, 4, 1, 2]])
  expect([...data.slice(0, 10)]).toEqual([0, 0, 0, 1, 0, 2, 0, 3, 0, 0])
})

test('pixels that the file does not hold are told, and a rectangle outside is refused', async () => {
  const { image } = derived()
  expect((await image.readPlane({ c: 2 })).filledPixels).toBe(2)
  await expect(image.readRegion({ y: 0, x: 1, height: 1, width: 2 })).rejects.toMatchObject({
    code: 'bad-request',
  })
})
