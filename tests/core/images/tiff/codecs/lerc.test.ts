import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodeLerc } from '../../../../../src-main/core/images/tiff/codecs/lerc.ts'

/** Lerc2 version 2 of 2 x 3 equal values of type uint8: the header says all. */
function constantLerc(value: number): Uint8Array {
  const blob = Buffer.alloc(58 + 4)
  blob.write('Lerc2 ')
  blob.writeInt32LE(2, 6) // version
  blob.writeInt32LE(2, 10) // rows
  blob.writeInt32LE(3, 14) // columns
  blob.writeInt32LE(6, 18) // valid pixels: all
  blob.writeInt32LE(8, 22) // micro block
  blob.writeInt32LE(blob.length, 26)
  blob.writeInt32LE(1, 30) // uint8
  blob.writeDoubleLE(0.5, 34) // largest error
  blob.writeDoubleLE(value, 42)
  blob.writeDoubleLE(value, 50)
  blob.writeInt32LE(0, 58) // no mask
  return new Uint8Array(blob)
}

test('reads an image of one value, with deflate around it or not', async () => {
  for (const [stored, compression] of [
    [constantLerc(7), 0],
    [deflateSync(constantLerc(7)), 1],
  ] as const) {
    const { width, height, samples, data } = await decodeLerc(
      new Uint8Array(stored),
      compression,
      6,
    )
    expect([width, height, samples, [...data]]).toEqual([3, 2, 1, [7, 7, 7, 7, 7, 7]])
  }
})

test('sizes beyond the limit and damaged data are errors', async () => {
  await expect(decodeLerc(constantLerc(7), 0, 5)).rejects.toThrow('states 6 values')
  await expect(decodeLerc(Uint8Array.of(1, 2, 3), 0, 100)).rejects.toThrow()
})
