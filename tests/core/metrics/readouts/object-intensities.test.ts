import { expect, test } from 'vitest'
import type { ObjectError } from '../../../../src-main/contract/images.ts'
import { withIntensities } from '../../../../src-main/core/metrics/readouts/object-intensities.ts'

const object = (label: number): ObjectError => ({
  ...{ label, class: 'correct', partner: null, iou: 1, areaPx: 3, touchesBorder: false },
  centroid: { x: 0, y: 0, z: 0 },
})
const objects = { iouThreshold: 0.5, truth: [object(1), object(2)], prediction: [object(7)] }
const sums = (...entries: readonly (readonly [label: number, pixels: number, sum: number])[]) =>
  new Map(entries.map(([label, pixels, sum]) => [label, { pixels, sum }]))

test('each object has its mean in every channel, on its own side', () => {
  const { truth, prediction } = withIntensities(objects, [
    { name: 'a', truth: sums([1, 3, 30], [2, 4, 10]), prediction: sums([7, 3, 1]) },
    { name: 'b', truth: sums([1, 3, 6], [2, 4, 8]), prediction: sums([7, 3, 9]) },
  ])
  expect(truth.map((one) => one.meanIntensity)).toEqual([
    [10, 2],
    [2.5, 2],
  ])
  expect(prediction[0]?.meanIntensity).toEqual([0.3333333, 3])
})

test('an object without a finite value has no mean', () => {
  const channels = [{ name: '', truth: sums([1, 0, 0]), prediction: sums() }]
  const { truth, prediction } = withIntensities(objects, channels)
  expect([...truth, ...prediction].map((one) => one.meanIntensity)).toEqual([
    [null],
    [null],
    [null],
  ])
})

test('without an image the objects stay as they are', () => {
  expect(withIntensities(objects, [])).toBe(objects)
})
