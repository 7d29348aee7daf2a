import { expect, test } from 'vitest'
import { sizeOption } from '../../../../src-main/core/metrics/fingerprint/size-option.ts'

test('the distance of planes is there only where it is known', () => {
  expect(Object.keys(sizeOption({ x: 1, y: 2 }) as object)).toEqual(['x', 'y'])
  expect(sizeOption({ x: 1, y: 2, z: 3 })).toEqual({ x: 1, y: 2, z: 3 })
})
