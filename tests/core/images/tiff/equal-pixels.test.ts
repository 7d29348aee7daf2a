import { expect, test } from 'vitest'
import {
  describePages,
  haveEqualPixels,
  pageAxes,
  unnamedChannels,
  valuesOfPage,
  withoutSingletons,
} from '../../../../src-main/core/images/tiff/equal-pixels.ts'
import type { PageLayout } from '../../../../src-main/core/images/tiff/page-layout.ts'

const page = { width: 3, height: 2, depth: 1, samples: 1, planar: false, dtype: 'uint8' }
const layout = { ...page, compression: 1 } as PageLayout

test('pages count as equal by their pixels, not by their compression', () => {
  expect(haveEqualPixels(layout, { ...layout, compression: 8 })).toBe(true)
  expect(haveEqualPixels(layout, { ...layout, width: 2, height: 3 })).toBe(false)
  expect(haveEqualPixels(layout, { ...layout, dtype: 'int8' })).toBe(false)
})

test('axes of one page follow the place of its samples', () => {
  expect(pageAxes(layout)).toEqual({ axes: 'yx', shape: [2, 3] })
  expect(pageAxes({ ...layout, samples: 4 })).toEqual({ axes: 'yxs', shape: [2, 3, 4] })
  expect(pageAxes({ ...layout, samples: 4, planar: true }).axes).toBe('syx')
  expect(valuesOfPage({ ...layout, samples: 4 })).toBe(24)
  expect(describePages(5, layout)).toBe('5 pages of 2 x 3 uint8')
})

test('axes of size 1 are left out', () => {
  expect(withoutSingletons('tzc', [1, 5, 2])).toEqual({ axes: 'zc', shape: [5, 2] })
})

test('channels without names are counted from 1, up to a bound', () => {
  expect(unnamedChannels(2)).toEqual([{ name: 'channel 1' }, { name: 'channel 2' }])
  expect(unnamedChannels(1e9).length).toBeLessThan(10_000)
})
