import { expect, test } from 'vitest'
import { decodePlanes } from '../../../src-main/core/instances/decode-planes.ts'
import type { RealImage } from '../../../src-main/core/images/types.ts'

const asLabels = ([channel]: readonly RealImage[]) => ({
  shape: channel!.shape,
  data: Uint32Array.from(channel!.data),
})

test('gives objects of different planes different ids', () => {
  const channel = { shape: [3, 1, 2], data: Float32Array.of(1, 2, 0, 0, 1, 0) }
  const labels = decodePlanes([channel], asLabels)
  expect(labels.shape).toEqual([3, 1, 2])
  expect([...labels.data]).toEqual([1, 2, 0, 0, 3, 0])
})

test('leaves a plane as it is', () => {
  const channel = { shape: [1, 2], data: Float32Array.of(5, 0) }
  expect([...decodePlanes([channel], asLabels).data]).toEqual([5, 0])
})

test('refuses what is neither plane nor stack', () => {
  const channel = { shape: [4], data: new Float32Array(4) }
  expect(() => decodePlanes([channel], asLabels)).toThrow(/1 axes besides channels/)
})
