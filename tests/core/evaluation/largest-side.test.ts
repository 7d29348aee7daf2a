import { expect, test } from 'vitest'
import type { ModelTrial } from '../../../src-main/contract/execution.ts'
import { largestSide } from '../../../src-main/core/evaluation/largest-side.ts'

const megabyte = 2 ** 20
/** 200 MB before, 1 kB for each of 512 x 512 pixels. */
const trial: ModelTrial = {
  ...{ provider: 'cpu', works: true, agrees: true, maxAbsDifference: 0, mismatchedPerMillion: 0 },
  ...{ secondsPerTile: 1, tilePixels: 512 ** 2, tileAxes: 2, smallestTilePixels: 64 ** 2 },
  ...{ bytesBefore: 200 * megabyte, bytesPeak: 456 * megabyte, notes: [], reason: null },
}

test('a block takes what is left beside the process itself', () => {
  // 80 MB are left beside 200 and the reserve of 128, 1.25 kB a pixel: 65 536 pixels
  expect(largestSide(trial, 408, 'Net')).toBe(256)
  expect(largestSide({ ...trial, tileAxes: 3 }, 408, 'Net')).toBe(40)
})

test('a limit that allows every usual block limits nothing', () => {
  expect(largestSide(trial, 328 + 1280, 'Net')).toBeNull()
  expect(largestSide(trial, 328 + 1279, 'Net')).toBe(1023)
  expect(largestSide({ ...trial, bytesPeak: trial.bytesBefore }, 329, 'Net')).toBeNull()
})

test('a limit below the smallest block is refused with both amounts', () => {
  expect(largestSide(trial, 333, 'Net')).toBe(64)
  const fixed = { ...trial, smallestTilePixels: 512 ** 2 }
  expect(() => largestSide(fixed, 300, 'Net')).toThrow(
    'Net needs about 648 MB for its smallest tile, but the memory limit is 300 MB. Raise the limit.',
  )
  expect(() => largestSide(trial, 128, 'Net')).toThrow(/about 333 MB .* limit is 128 MB/)
})

test('a limit that cannot be kept is not passed over', () => {
  const failed = { ...trial, bytesPeak: null, reason: 'it does not open' }
  expect(() => largestSide(failed, 500, 'Net')).toThrow(
    /limit of 500 MB cannot be kept for Net: .*\(it does not open\)/,
  )
})
