import { expect, test } from 'vitest'
import { croppedToForeground } from '../../../../src-main/core/metrics/boundary/crop-to-foreground.ts'
import { drawn, mask, maskOf, volume } from '../../../fixtures/metrics/drawings.ts'

test('keeps the smallest box around the foreground of both', () => {
  const [a, b] = croppedToForeground([
    mask('......', '...1..', '......', '......'),
    mask('......', '......', '.11...', '......'),
  ])
  expect(drawn(a)).toEqual(['..1', '...'])
  expect(drawn(b)).toEqual(['...', '11.'])
})

test('keeps all of masks that reach every edge', () => {
  const [a, b] = croppedToForeground([mask('1..', '...', '...'), mask('...', '...', '..1')])
  expect([a.shape, b.shape]).toEqual([
    [3, 3],
    [3, 3],
  ])
  expect(drawn(a)).toEqual(['1..', '...', '...'])
})

test('crops volumes along all three axes and lines along one', () => {
  const some = maskOf(volume(['...', '...'], ['...', '.1.'], ['...', '.1.']))
  const none = { shape: some.shape, data: new Uint8Array(18) }
  expect(croppedToForeground([some, none])).toEqual([
    { shape: [2, 1, 1], data: Uint8Array.of(1, 1) },
    { shape: [2, 1, 1], data: Uint8Array.of(0, 0) },
  ])
  const line = { shape: [4], data: Uint8Array.of(0, 255, 0, 0) }
  expect(croppedToForeground([line, line])[0]).toEqual({ shape: [1], data: Uint8Array.of(255) })
})

test('leaves nothing of two empty masks', () => {
  const [a] = croppedToForeground([mask('..', '..'), mask('..', '..')])
  expect(a).toEqual({ shape: [0, 0], data: new Uint8Array() })
})
