import { expect, test } from 'vitest'
import { mapPlanes } from '../../../src-main/core/tools/map-planes.ts'

test('gives each plane of a stack by itself and a plane as it is', () => {
  const seen: (readonly number[])[] = []
  const negative = (plane: { shape: readonly number[]; data: Float64Array | Float32Array }) => {
    seen.push(plane.shape)
    return { shape: plane.shape, data: plane.data.map((value) => -value) }
  }
  const stack = { shape: [2, 1, 2], data: Float64Array.of(1, 2, 3, 4) }
  expect([...mapPlanes(stack, negative).data]).toEqual([-1, -2, -3, -4])
  mapPlanes({ shape: [1, 2], data: Float64Array.of(1, 2) }, negative)
  expect(seen).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ])
})
