import { expect, test } from 'vitest'
import { extentOf } from '../../../../src-main/core/metrics/readouts/area-units.ts'

test('of planes an area, in pixels always and in µm² where the pixel size is known', () => {
  expect(extentOf(2, null)).toEqual({
    noun: 'area',
    units: [{ suffix: '', unit: 'px', factor: 1 }],
  })
  expect(extentOf(2, { x: 0.5, y: 0.25 }).units[1]).toEqual({
    suffix: '-um2',
    unit: 'um2',
    factor: 0.125,
  })
})

test('of stacks a volume, in µm³ only where the distance of planes is known too', () => {
  expect(extentOf(3, { x: 0.5, y: 0.5 }).units).toHaveLength(1)
  expect(extentOf(3, { x: 0.5, y: 0.5, z: 2 })).toMatchObject({
    noun: 'volume',
    units: [{ unit: 'px' }, { suffix: '-um3', unit: 'um3', factor: 0.5 }],
  })
})
