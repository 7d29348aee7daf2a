import { expect, test } from 'vitest'
import { findSpots } from '../../../src-main/core/instances/find-spots.ts'

/** Sum of Gaussians of standard deviation 2 px. */
function spotsAt(shape: readonly number[], centres: readonly (readonly number[])[]) {
  const length = shape.reduce((product, side) => product * side, 1)
  const data = Float64Array.from({ length }, (_, pixel) => {
    const place: number[] = []
    let rest = pixel
    for (const side of shape.toReversed()) {
      place.unshift(rest % side)
      rest = Math.floor(rest / side)
    }
    return centres.reduce((sum, [height = 0, ...centre]) => {
      const away = centre.reduce((square, at, axis) => square + (at - place[axis]!) ** 2, 0)
      return sum + height * Math.exp(-away / 8)
    }, 0)
  })
  return { shape, data }
}
const options = { threshold: 0.2, smoothingSigmaPx: 0, minimumDistancePx: 3 }

test('finds spots between pixels to a twentieth of a pixel, the highest first', () => {
  const image = spotsAt(
    [30, 40],
    [
      [0.5, 8.3, 10.7],
      [1, 20.4, 30.2],
    ],
  )
  const spots = findSpots(image, options)
  expect(spots).toHaveLength(2)
  expect(Math.abs(spots[0]!.point[0]! - 20.4)).toBeLessThan(0.05)
  expect(Math.abs(spots[0]!.point[1]! - 30.2)).toBeLessThan(0.05)
  expect(Math.abs(spots[1]!.point[0]! - 8.3)).toBeLessThan(0.05)
  expect(spots[0]!.score).toBe(image.data[20 * 40 + 30])
})

test('volumes have three coordinates', () => {
  const [spot, ...others] = findSpots(spotsAt([9, 20, 20], [[1, 4.2, 10, 12.3]]), options)
  expect(others).toEqual([])
  expect(spot!.point.map((at) => Math.round(at * 10) / 10)).toEqual([4.2, 10, 12.3])
})

test('of two nearer than the distance the lower goes; of equal ones the later', () => {
  const data = new Float64Array(12)
  data[2] = 1
  data[4] = 2
  data[9] = 2
  const line = { shape: [1, 12], data }
  const near = (minimumDistancePx: number) =>
    findSpots(line, { ...options, minimumDistancePx }).map(({ pixel }) => pixel)
  expect(near(2)).toEqual([4, 9, 2])
  expect(near(2.5)).toEqual([4, 9])
  expect(near(6)).toEqual([4])
})

test('a plateau is one spot, a value at the threshold none; noise goes by smoothing', () => {
  const plateau = { shape: [1, 7], data: Float64Array.of(0, 1, 1, 1, 0, 0.2, 0) }
  expect(findSpots(plateau, options).map(({ pixel }) => pixel)).toEqual([2])
  const noisy = spotsAt([20, 20], [[1, 10, 10]])
  noisy.data.forEach((value, pixel) => (noisy.data[pixel] = value + (pixel % 3 === 0 ? 0.35 : 0)))
  const smoothed = { ...options, threshold: 0.3, smoothingSigmaPx: 2, minimumDistancePx: 0 }
  expect(findSpots(noisy, smoothed)).toHaveLength(1)
  expect(findSpots(noisy, { ...smoothed, smoothingSigmaPx: 0 }).length).toBeGreaterThan(1)
})
