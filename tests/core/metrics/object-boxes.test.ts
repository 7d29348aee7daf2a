import { expect, test } from 'vitest'
import {
  cutObject,
  objectBoxes,
  requireCompactObjects,
  unionBox,
} from '../../../src-main/core/metrics/object-boxes.ts'
import { drawn, labels, volume } from '../../fixtures/metrics/drawings.ts'

test('finds the box of every object, of planes and stacks', () => {
  const boxes = objectBoxes(labels('.1..', '11.2', '...2'))
  expect(boxes.get(1)).toEqual({ begin: [0, 0], end: [2, 2] })
  expect(boxes.get(2)).toEqual({ begin: [1, 3], end: [3, 4] })
  expect(objectBoxes(volume(['..'], ['.3'])).get(3)).toEqual({ begin: [1, 0, 1], end: [2, 1, 2] })
})

test('cuts out one object and leaves its neighbours', () => {
  const image = labels('.12.', '112.')
  const box = unionBox({ begin: [0, 0], end: [2, 2] }, { begin: [0, 1], end: [2, 3] })
  expect(drawn(cutObject(image, 1, box))).toEqual(['.1.', '11.'])
})

test('refuses labels strewn over the image', () => {
  const side = 199
  const data = Uint32Array.from({ length: side * side }, (_, i) => (i * 7919) % 100)
  const image = { shape: [side, side], data }
  expect(() => {
    requireCompactObjects(image, objectBoxes(image))
  }).toThrow('strewn over it')
})
