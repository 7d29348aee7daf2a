import { expect, test } from 'vitest'
import { toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import type { ImageInfo } from '../../../src-main/core/images/types.ts'
import {
  requireNotCancelled,
  requireOneTime,
  spatialShape,
  workOf,
} from '../../../src-main/core/tools/prediction-work.ts'

const input = {
  reference: 'baseline:otsu',
  task: 'instances' as const,
  settings: toolSettingsSchema.parse({}),
  case: { id: 'case-1', image: '/a.tif' },
  outputDir: '/out',
  cacheDir: '/cache',
  threads: 1,
  seed: 1,
}
function info(t: number, z: number): ImageInfo {
  return {
    format: 'test',
    axes: 'yx',
    shape: [3, 4],
    dtype: 'uint8',
    pixelSizeUm: 'uncalibrated',
    channels: [],
    levels: [],
    size: { t, c: 1, z, height: 3, width: 4, samples: 1 },
    series: [{ name: 'image', kind: 'image' }],
    seriesIndex: 0,
    facts: [],
    warnings: [],
  }
}

test('a cancelled job throws and names its case', () => {
  expect(() => requireNotCancelled(workOf(input, {}))).not.toThrow()
  const work = workOf(input, { signal: AbortSignal.abort() })
  expect(() => requireNotCancelled(work)).toThrow(/case-1 was cancelled/)
})

test('a time series is refused, naming how many times there are', () => {
  expect(() => requireOneTime('/a.tif', info(1, 1))).not.toThrow()
  expect(() => requireOneTime('/a.tif', info(5, 1))).toThrow(/a\.tif has 5 times/)
})

test('a plane has two sides, a stack three', () => {
  expect(spatialShape(info(1, 1))).toEqual([3, 4])
  expect(spatialShape(info(1, 2))).toEqual([2, 3, 4])
})
