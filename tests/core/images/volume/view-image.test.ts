import { expect, test } from 'vitest'
import { viewImage } from '../../../../src-main/core/images/volume/view-image.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'

const stack = memorySource({
  axes: 'zyx',
  shape: [5, 2, 3],
  dtype: 'uint8',
  plane: (z) => new Uint8Array(6).fill(z),
})

test('each view has its own size', () => {
  const sizeOf = (view: Parameters<typeof viewImage>[1]) => {
    const { z, height, width } = viewImage(stack, view).info.size
    return [z, height, width]
  }
  expect(sizeOf({ kind: 'max', planes: null })).toEqual([1, 2, 3])
  expect(sizeOf({ kind: 'xz' })).toEqual([2, 5, 3])
  expect(sizeOf({ kind: 'yz' })).toEqual([3, 2, 5])
})
