import { expect, test } from 'vitest'
import {
  faxKind,
  isJpegCompression,
  isPixelCodec,
  isWebpCompression,
} from '../../../../../src-main/core/images/tiff/codecs/kinds.ts'

test('codes belong to one family or to none', () => {
  expect([2, 3, 4, 5].map(faxKind)).toEqual(['huffman', 'group3', 'group4', undefined])
  expect([7, 34892, 6, 8].map(isJpegCompression)).toEqual([true, true, true, false])
  expect([34927, 50001, 1].map(isWebpCompression)).toEqual([true, true, false])
  expect([7, 34887, 50001, 1, 4, 8].map(isPixelCodec)).toEqual([
    ...[true, true, true],
    ...[false, false, false],
  ])
})
