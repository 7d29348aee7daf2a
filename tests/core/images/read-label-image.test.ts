import { expect, test } from 'vitest'
import { readLabelImage, readMask } from '../../../src-main/core/images/read-label-image.ts'
import { bytesOf } from '../../../src-main/core/images/pixel-types.ts'
import { encodeNpy } from '../../fixtures/images/encode-npy.ts'
import { encodePng } from '../../fixtures/images/encode-png.ts'
import { encodeTiff, grayPage, grayTags, ramp } from '../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'
import type { PixelArray } from '../../../src-main/core/images/types.ts'

const folder = temporaryFolder()
const npy = (descr: string, shape: readonly number[], data: PixelArray): string =>
  folder.write('a.npy', encodeNpy(descr, shape, bytesOf(data)))
const refused = (reason: RegExp): object => ({
  code: 'not-a-label-image',
  message: expect.stringMatching(reason) as string,
})

test.each([
  ['|b1', Uint8Array.of(0, 1, 1, 0), [0, 1, 1, 0]],
  ['|u1', Uint8Array.of(0, 1, 2, 255), [0, 1, 2, 255]],
  ['<u2', Uint16Array.of(0, 1, 2, 65535), [0, 1, 2, 65535]],
  ['<u4', Uint32Array.of(0, 1, 2, 2 ** 32 - 1), [0, 1, 2, 2 ** 32 - 1]],
  ['<i4', Int32Array.of(0, 1, 2, 3), [0, 1, 2, 3]],
  ['<u8', BigUint64Array.of(0n, 1n, 2n, 4294967295n), [0, 1, 2, 2 ** 32 - 1]],
])('reads labels of type %s', async (descr, data, expected) => {
  const labels = await readLabelImage(npy(descr, [2, 2], data))
  expect(labels).toEqual({ shape: [2, 2], data: Uint32Array.from(expected), notes: [] })
})

test('a stack keeps z, single planes lose it', async () => {
  expect(await readLabelImage(npy('|u1', [2, 1, 3], ramp(6)))).toMatchObject({ shape: [2, 1, 3] })
  expect(await readLabelImage(npy('|u1', [1, 2, 3], ramp(6)))).toMatchObject({ shape: [2, 3] })
})

test('floats are refused unless they are whole and allowed, and then noted', async () => {
  const whole = npy('<f4', [1, 3], Float32Array.of(0, 1, 2))
  await expect(readLabelImage(whole)).rejects.toMatchObject(refused(/float32/))
  const labels = await readLabelImage(whole, { allowIntegralFloat: true })
  expect([...labels.data]).toEqual([0, 1, 2])
  expect(labels.notes).toHaveLength(1)
  const broken = npy('<f4', [1, 2], Float32Array.of(0, 1.5))
  await expect(readLabelImage(broken, { allowIntegralFloat: true })).rejects.toMatchObject(
    refused(/1\.5/),
  )
  const nan = npy('<f8', [1, 2], Float64Array.of(0, NaN))
  await expect(readLabelImage(nan, { allowIntegralFloat: true })).rejects.toMatchObject(
    refused(/NaN/),
  )
})

test('negative values and labels beyond 32 bits are refused', async () => {
  await expect(readLabelImage(npy('<i2', [1, 2], Int16Array.of(0, -1)))).rejects.toMatchObject(
    refused(/-1/),
  )
  const large = npy('<u8', [1, 1], BigUint64Array.of(2n ** 32n))
  await expect(readLabelImage(large)).rejects.toMatchObject(refused(/4294967296/))
})

test('colour, palette and multi-channel images are refused with the reason', async () => {
  const rgb = encodePng({ width: 1, height: 1, bits: 8, color: 2, rows: [[0, 1, 2, 3]] })
  await expect(readLabelImage(folder.write('rgb.png', rgb))).rejects.toMatchObject(
    refused(/3 colour samples/),
  )
  const palette = encodePng({
    width: 1,
    height: 1,
    bits: 8,
    color: 3,
    rows: [[0, 1]],
    extra: [['PLTE', ramp(6)]],
  })
  await expect(readLabelImage(folder.write('palette.png', palette))).rejects.toMatchObject(
    refused(/colour table/),
  )
  const paletteTiff = encodeTiff([
    { tags: grayTags(1, 1, { extra: [[262, 'short', [3]]] }), chunks: [ramp(1)] },
  ])
  await expect(readMask(folder.write('palette.tif', paletteTiff))).rejects.toMatchObject(
    refused(/colour table/),
  )
  const channels = encodeTiff([
    grayPage(1, 2, ramp(2), { description: 'ImageJ=1\nimages=2\nchannels=2\n' }),
    grayPage(1, 2, ramp(2)),
  ])
  await expect(readLabelImage(folder.write('c.tif', channels))).rejects.toMatchObject(
    refused(/2 channels/),
  )
})

test('labels that Fiji saved with a lookup table are read: there the table is for showing only', async () => {
  const shown = encodeTiff([
    {
      tags: grayTags(1, 3, {
        description: 'ImageJ=1.54f\nimages=1\n',
        extra: [[262, 'short', [3]]],
      }),
      chunks: [Uint8Array.of(0, 2, 7)],
    },
  ])
  const { data } = await readLabelImage(folder.write('glasbey.tif', shown))
  expect([...data]).toEqual([0, 2, 7])
})

test('a mask is foreground where not 0', async () => {
  const mask = await readMask(npy('|u1', [2, 2], Uint8Array.of(0, 255, 255, 0)))
  expect(mask).toEqual({ shape: [2, 2], data: Uint8Array.of(0, 1, 1, 0) })
  expect([...(await readMask(npy('<i2', [1, 2], Int16Array.of(0, -1)))).data]).toEqual([0, 1])
  expect([...(await readMask(npy('|u1', [1, 2], Uint8Array.of(5, 5)))).data]).toEqual([1, 1])
})

test('a mask of more than two values needs a threshold, and the error counts them', async () => {
  const gray = npy('|u1', [1, 4], Uint8Array.of(0, 10, 200, 255))
  await expect(readMask(gray)).rejects.toMatchObject(refused(/4 distinct values/))
  expect([...(await readMask(gray, { threshold: 127 })).data]).toEqual([0, 0, 1, 1])
  await expect(readMask(npy('|u1', [1, 2], Uint8Array.of(1, 2)))).rejects.toMatchObject(
    refused(/1 and 2/),
  )
  await expect(readMask(npy('<f4', [1, 2], Float32Array.of(0, NaN)))).rejects.toMatchObject(
    refused(/NaN/),
  )
})
