import { expect, test } from 'vitest'
import { elementCount, type Tensor } from '../../../../src-main/core/inference/tensor.ts'
import { readerOf } from '../../../../src-main/core/inference/tensor-reader.ts'
import { groupMoments } from '../../../../src-main/core/models/processing/moments.ts'
import { groupPercentiles } from '../../../../src-main/core/models/processing/percentiles.ts'
import {
  groupCount,
  readerMoments,
  readerPercentiles,
} from '../../../../src-main/core/models/processing/reader-statistics.ts'
import { unheldReader } from '../../../fixtures/unheld-reader.ts'

/** Larger than one piece, so that the passes have something to join. */
const shape = [1, 2, 900, 700]
const tensor: Tensor = {
  axes: ['batch', 'channel', 'y', 'x'],
  shape,
  dtype: 'float32',
  data: Float32Array.from({ length: elementCount(shape) }, (_, i) => ((i * 7919) % 10_007) / 13),
}

test.each([
  ['per channel', ['y', 'x'], 2],
  ['over everything', null, 1],
  ['per row', ['channel', 'x'], 900],
] as const)('a tensor read in pieces has the same statistics %s', async (_, axes, groups) => {
  const reader = unheldReader(tensor)
  expect(groupCount(reader, axes)).toBe(groups)
  const { mean, std } = await readerMoments(reader, axes)
  const expected = groupMoments(tensor, axes)
  mean.forEach((value, group) => expect(value).toBeCloseTo(expected.mean[group]!, 9))
  std.forEach((value, group) => expect(value).toBeCloseTo(expected.std[group]!, 9))
  const percentiles = [0, 1, 50, 99.8, 100]
  const exact = groupPercentiles(tensor, axes, percentiles, 'linear')
  expect(await readerPercentiles(reader, axes, percentiles, 'linear')).toEqual(exact)
  expect(await readerPercentiles(readerOf(tensor), axes, percentiles, 'linear')).toEqual(exact)
})
