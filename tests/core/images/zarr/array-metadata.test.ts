import { expect, test } from 'vitest'
import {
  compressionFact,
  requireShapes,
  unreadCodec,
} from '../../../../src-main/core/images/zarr/array-metadata.ts'

test('ordinary shapes pass, absurd ones and large chunks are refused', () => {
  requireShapes('a', 'uint16', [500, 1000, 1000], [125, 250, 250])
  const check = (shape: number[], chunk: number[]) => () =>
    requireShapes('a', 'uint16', shape, chunk)
  expect(check([10, 10], [10])).toThrow(
    expect.objectContaining({ code: 'format-corrupt' }) as Error,
  )
  expect(check([2 ** 30, 2 ** 30], [1, 1])).toThrow('no disk can hold')
  expect(check([10, 10], [2 ** 15, 2 ** 15])).toThrow(
    expect.objectContaining({ code: 'file-too-large' }) as Error,
  )
  expect(check(Array(20).fill(1) as number[], Array(20).fill(1) as number[])).toThrow('at most 16')
})

test('what cannot be read is named', () => {
  expect(unreadCodec('a', 'the codec lzma')).toMatchObject({ code: 'unsupported-encoding' })
  expect(compressionFact([])).toEqual({ name: 'Compression', value: 'none' })
})
