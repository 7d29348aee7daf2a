import { expect, test } from 'vitest'
import { borderPixels } from '../../../../src-main/core/metrics/boundary/border-pixels.ts'
import { drawn, mask, maskOf, volume } from '../../../fixtures/metrics/drawings.ts'

test('the border is the mask minus its erosion by the cross', () => {
  const block = mask('......', '.1111.', '.1111.', '.1111.', '......')
  expect(drawn(borderPixels(block))).toEqual(['......', '.1111.', '.1..1.', '.1111.', '......'])
})

test('a diagonal neighbour of background is not border', () => {
  const block = mask('11111', '11111', '11111', '1111.', '11111')
  expect(drawn(borderPixels(block))).toEqual(['11111', '1...1', '1...1', '1..1.', '11111'])
})

test('outside the image is background', () => {
  expect(drawn(borderPixels(mask('111', '111', '111')))).toEqual(['111', '1.1', '111'])
})

test('in a volume the six neighbours count', () => {
  const full = ['111', '111', '111']
  const cube = maskOf(volume(full, full, full))
  const border = borderPixels(cube)
  expect(border.shape).toEqual([3, 3, 3])
  expect([...border.data].filter((value) => value === 0)).toHaveLength(1)
  expect(border.data[13]).toBe(0)
  const holed = maskOf(volume(full, full, ['111', '1.1', '111']))
  expect(borderPixels(holed).data[13]).toBe(1)
})
