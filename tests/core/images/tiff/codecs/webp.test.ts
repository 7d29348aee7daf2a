import { expect, test } from 'vitest'
import { decodeWebp } from '../../../../../src-main/core/images/tiff/codecs/webp.ts'

/** 2 x 2 pixels, lossless. */
const fourPixels = Buffer.from(
  'UklGRjIAAABXRUJQVlA4TCUAAAAvAUAAAB8gJCBo/h92Q0iQkP3/VyEBQfJ/sfkPfHJUcAOGiP6HAA==',
  'base64',
)

test('reads what libwebp wrote', async () => {
  const { width, height, data } = await decodeWebp(new Uint8Array(fourPixels))
  expect([width, height]).toEqual([2, 2])
  expect([...data]).toEqual([
    ...[255, 0, 0, 255],
    ...[0, 255, 0, 255],
    ...[0, 0, 255, 255],
    ...[9, 8, 7, 255],
  ])
})

test('damaged data are an error', async () => {
  await expect(decodeWebp(Uint8Array.of(1, 2, 3, 4))).rejects.toThrow()
})
