import { expect, test } from 'vitest'
import { projectImage } from '../../../../src-main/core/images/volume/project-image.ts'
import type { ImageSource } from '../../../../src-main/core/images/types.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'

/** Two channels of three planes of 2 x 3 pixels; plane z holds 10 z + pixel, channel 1 a hundred more. */
function stack(onRead: (pixels: number) => void = () => undefined) {
  return memorySource({
    axes: 'czyx',
    shape: [2, 3, 2, 3],
    dtype: 'uint16',
    plane: (index) =>
      Uint16Array.from(
        { length: 6 },
        (_, pixel) => 10 * (index % 3) + pixel + (index < 3 ? 0 : 100),
      ),
    onRead,
  })
}
const whole = { y: 0, x: 0, height: 2, width: 3 }

test('a projection is an image of one plane per channel', () => {
  const { info } = projectImage(stack(), { kind: 'mean', planes: null })
  expect(info.size).toEqual({ t: 1, c: 2, z: 1, height: 2, width: 3, samples: 1 })
  expect(info.axes).toHaveLength(info.shape.length)
  expect(info.dtype).toBe('float32')
})

test('all planes of the channel that is asked for', async () => {
  const max = projectImage(stack(), { kind: 'max', planes: null })
  expect((await max.readRegion({ c: 1, ...whole })).data).toEqual(
    Uint16Array.of(120, 121, 122, 123, 124, 125),
  )
  const mean = projectImage(stack(), { kind: 'mean', planes: null })
  expect((await mean.readPlane()).data).toEqual(Float32Array.of(10, 11, 12, 13, 14, 15))
})

test('only the planes that are stated, only the rectangle that is asked for', async () => {
  const reads: number[] = []
  const source = stack((pixels) => reads.push(pixels))
  const mean = projectImage(source, { kind: 'mean', planes: { first: 1, last: 2 } })
  const { data, shape } = await mean.readRegion({ y: 1, x: 1, height: 1, width: 2 })
  expect([...data]).toEqual([19, 20])
  expect(shape).toEqual([1, 2])
  expect(reads).toEqual([2, 2])
})

test('planes that are not there are named as a person counts them', () => {
  expect(() => projectImage(stack(), { kind: 'max', planes: { first: 1, last: 3 } })).toThrow(
    'the planes 2 to 4 along z were asked for, and the image has 1 to 3',
  )
})

test('what nobody waits for is stopped before the next plane', async () => {
  const controller = new AbortController()
  let reads = 0
  const slow = memorySource({
    axes: 'zyx',
    shape: [1000, 2, 3],
    dtype: 'uint8',
    plane: () => new Uint8Array(6),
  })
  const source: ImageSource = {
    ...slow,
    readRegion: async (region, options) => {
      if (++reads === 2) controller.abort()
      await new Promise((resolve) => setTimeout(resolve, 2))
      return slow.readRegion(region, options)
    },
  }
  const max = projectImage(source, { kind: 'max', planes: null }, { lingerMs: 0 })
  const asked = max.readRegion({ ...whole }, { signal: controller.signal })
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(reads).toBeLessThan(10)
})

test('a plane and its statistics are computed once', async () => {
  let reads = 0
  const max = projectImage(
    stack(() => reads++),
    { kind: 'max', planes: null },
  )
  await Promise.all([max.readRegion({ ...whole }), max.readRegion({ ...whole })])
  await max.readRegion({ ...whole })
  expect(reads).toBe(3)
})

test('a projection of too much is refused before it is read', async () => {
  let reads = 0
  const source = stack(() => reads++)
  const max = projectImage(source, { kind: 'max', planes: null }, { mostBytes: 35 })
  await expect(max.readRegion({ ...whole })).rejects.toMatchObject({ code: 'file-too-large' })
  expect(reads).toBe(0)
  // One pixel less high fits.
  await max.readRegion({ ...whole, height: 1 })
})
