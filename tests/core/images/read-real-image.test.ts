import { expect, test } from 'vitest'
import { readRealImage } from '../../../src-main/core/images/read-real-image.ts'
import { bytesOf } from '../../../src-main/core/images/pixel-types.ts'
import { encodeNpy } from '../../fixtures/images/encode-npy.ts'
import { encodeTiff, grayTags } from '../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test('values of any type become real numbers as they are', async () => {
  const path = folder.write(
    'a.npy',
    encodeNpy('<i8', [1, 3], bytesOf(BigInt64Array.of(-5n, 0n, 7n))),
  )
  expect(await readRealImage(path)).toEqual({
    shape: [1, 3],
    axes: 'yx',
    dtype: 'int64',
    data: Float64Array.of(-5, 0, 7),
  })
})

test('NaN stays NaN', async () => {
  const path = folder.write('nan.npy', encodeNpy('<f4', [1, 2], bytesOf(Float32Array.of(NaN, 0.5))))
  expect([...(await readRealImage(path)).data]).toEqual([NaN, 0.5])
})

test('a stack is z y x, and planar samples come out interleaved last', async () => {
  const stack = folder.write('z.npy', encodeNpy('|u1', [2, 1, 2], Uint8Array.of(1, 2, 3, 4)))
  expect(await readRealImage(stack)).toMatchObject({ axes: 'zyx', shape: [2, 1, 2] })
  const planar = encodeTiff([
    {
      tags: grayTags(1, 2, {
        extra: [
          [258, 'short', [8, 8, 8]],
          [277, 'short', [3]],
          [284, 'short', [2]],
        ],
      }),
      chunks: [Uint8Array.of(1, 2), Uint8Array.of(3, 4), Uint8Array.of(5, 6)],
    },
  ])
  expect(await readRealImage(folder.write('s.tif', planar))).toMatchObject({
    axes: 'yxs',
    shape: [1, 2, 3],
    data: Float64Array.of(1, 3, 5, 2, 4, 6),
  })
})
