import { expect, test } from 'vitest'
import {
  distanceUnitOption,
  pixelSizeOption,
  spacingOf,
} from '../../../src-main/core/metrics/distance-options.ts'

const size = { x: 0.1, y: 0.2, z: 0.5 }

test('distances are in pixels unless micrometres are asked for', () => {
  expect(distanceUnitOption({})).toBe('px')
  expect(spacingOf({}, 3)).toEqual([1, 1, 1])
  expect(spacingOf({ distanceUnit: 'um', pixelSizeUm: size }, 3)).toEqual([0.5, 0.2, 0.1])
  expect(spacingOf({ distanceUnit: 'um', pixelSizeUm: size }, 2)).toEqual([0.2, 0.1])
})

test('micrometres without a pixel size, stacks without z and wrong sizes are refused', () => {
  expect(() => spacingOf({ distanceUnit: 'um' }, 2)).toThrow('Distances in um need')
  expect(() => pixelSizeOption({ pixelSizeUm: { x: 1, y: 1 } }, 3)).toThrow('has no z')
  expect(() => pixelSizeOption({ pixelSizeUm: { x: 0, y: 1 } }, 2)).toThrow('it must be like')
  expect(() => distanceUnitOption({ distanceUnit: 'nm' })).toThrow('px, um')
  expect(pixelSizeOption({ pixelSizeUm: null }, 2)).toBeNull()
})
