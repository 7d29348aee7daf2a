import { expect, test } from 'vitest'
import { imageDescriptionSchema, type ImageDescription } from '../../../src-main/contract/images.ts'
import {
  blindDescription,
  blindPixels,
  blindPixelType,
} from '../../../src-main/core/review/blind-image.ts'

const description: ImageDescription = {
  format: 'OME-TIFF',
  axes: 'yx',
  shape: [4, 6],
  dtype: 'uint8',
  pixelSizeUm: { x: 0.5, y: 0.5 },
  channels: [{ name: 'cellpose masks', color: '#ff0000' }],
  levels: [{ downsample: 1, height: 4, width: 6, onDemand: true }],
  size: { t: 1, c: 1, z: 1, height: 4, width: 6, samples: 1 },
  series: [
    { name: 'thumbnail', kind: 'image' },
    { name: 'StarDist labels', kind: 'labels' },
  ],
  seriesIndex: 1,
  facts: [{ name: 'Software', value: 'Cellpose 3' }],
  sequence: { reference: '/runs/cellpose/*.tif', members: 3 },
  contentKey: `sha256:${'a'.repeat(64)}`,
  warnings: ['/runs/cellpose/1.tif has no pixel size.'],
}

test('a description says size and nothing of the origin', () => {
  const blind = imageDescriptionSchema.parse(blindDescription(description, 'token', 'uint32'))
  expect(blind).toMatchObject({ dtype: 'uint32', pixelSizeUm: 'uncalibrated', contentKey: 'token' })
  expect(blind.size).toEqual(description.size)
  expect(JSON.stringify(blind)).not.toMatch(/cellpose|StarDist|OME|tif|sha256|onDemand/i)
})

test('the input keeps type and pixel size, which are the same for all tools', () => {
  const blind = blindDescription(description, 'token', null)
  expect(blind).toMatchObject({ dtype: 'uint8', pixelSizeUm: { x: 0.5, y: 0.5 } })
  const colour = { ...description, size: { ...description.size, samples: 3 } }
  expect(blindDescription(colour, 'token', null)).toMatchObject({
    axes: 'tczyxs',
    shape: [1, 1, 1, 4, 6, 3],
  })
})

test('labels of any width come alike, and images as floats', () => {
  const bytes = (values: ArrayBufferView) => new Uint8Array(values.buffer)
  const wide = bytes(new Uint32Array([0, 1, 255]))
  const labels = blindPixelType(true)
  expect(blindPixels({ dtype: 'uint8', bytes: new Uint8Array([0, 1, 255]) }, labels)).toEqual({
    dtype: 'uint32',
    bytes: wide,
  })
  const offset = new Uint8Array(bytes(new Uint16Array([9, 0, 1, 255])).buffer, 2)
  expect(blindPixels({ dtype: 'uint16', bytes: offset }, labels).bytes).toEqual(wide)
  expect(blindPixels({ dtype: 'uint32', bytes: wide }, labels).bytes).toBe(wide)
  expect(
    blindPixels({ dtype: 'int16', bytes: bytes(new Int16Array([-2])) }, blindPixelType(false)),
  ).toEqual({ dtype: 'float32', bytes: bytes(new Float32Array([-2])) })
})

test('what cannot be widened without changing it stays as it is', () => {
  const bytes = new Uint8Array(8)
  expect(blindPixels({ dtype: 'uint64', bytes }, 'uint32')).toEqual({ dtype: 'uint64', bytes })
  expect(blindPixels({ dtype: 'int32', bytes }, 'uint32').dtype).toBe('int32')
  expect(blindPixels({ dtype: 'uint16', bytes }, null).dtype).toBe('uint16')
})
