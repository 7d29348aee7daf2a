import { expect, test } from 'vitest'
import { usualReduction } from '../../../../src-main/core/images/pyramid/usual-reduction.ts'
import type { PixelType } from '../../../../src-main/core/images/types.ts'
import { memorySource } from '../../../fixtures/images/memory-source.ts'

function reduction(dtype: PixelType, kind: 'image' | 'labels', isPalette?: boolean): string {
  const image = { axes: 'yx', shape: [1, 1], dtype, plane: () => new Uint8Array(1) }
  const source = memorySource({ ...image, info: { series: [{ name: 'a', kind }] } })
  return usualReduction(isPalette === undefined ? source : { ...source, isPalette })
}

test('labels, masks and indices into a colour table have no mean', () => {
  expect(reduction('uint16', 'image')).toBe('mean')
  expect(reduction('uint16', 'labels')).toBe('mode')
  expect(reduction('bool', 'image')).toBe('mode')
  expect(reduction('uint8', 'image', true)).toBe('mode')
  expect(reduction('uint8', 'image', false)).toBe('mean')
})
