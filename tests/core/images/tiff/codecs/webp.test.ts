import { expect, test } from 'vitest'
import { decodeWebp } from '../../../../../src-main/core/images/tiff/codecs/webp.ts'

/** 2 x 2 pixels, lossless. */
const fourPixels = Buffer.from(
  'UklGRjIAAABXRUJQVlA4TCUAAAAvAUAAAB8gJCBo/h92Q0iQkP3/VyEBQfJ/sfkPfHJUcAOGiP6HAA==',
  'base64',
)

test('reads what libwebp wrote', async () => {
  const { width, height, data } = await decodeWebp(new Uint8Array(fourPixels), 4)
  expect([width, height]).toEqual([2, 2])
  expect([...data]).toEqual([
    ...[255, 0, 0, 255],
    ...[0, 255, 0, 255],
    ...[0, 0, 255, 255],
    ...[9, 8, 7, 255],
  ])
})

test('damaged data are an error', async () => {
  await expect(decodeWebp(Uint8Array.of(1, 2, 3, 4), 100)).rejects.toThrow()
})

test('sizes beyond the limit are refused by the header, of all three kinds', async () => {
  const refused = async (bytes: Uint8Array): Promise<string> =>
    String(await decodeWebp(bytes, 3).catch((error: unknown) => error))
  expect(await refused(new Uint8Array(fourPixels))).toContain('states 4 pixels')
  const header = (kind: string, at: number, size: readonly number[]): Uint8Array => {
    const bytes = Buffer.alloc(32)
    bytes.write(`RIFF\x18\0\0\0WEBP${kind}`, 'latin1')
    bytes.set(size, at)
    return new Uint8Array(bytes)
  }
  expect(await refused(header('VP8X', 24, [99, 1, 0, 49, 0, 0]))).toContain('states 17800 pixels')
  expect(await refused(header('VP8 ', 26, [44, 1, 10, 0]))).toContain('states 3000 pixels')
  expect(await refused(header('VP8L', 20, [0x2f, 0xff, 0xff, 0xff, 0x0f]))).toContain(
    `states ${2 ** 28} pixels`,
  )
})
