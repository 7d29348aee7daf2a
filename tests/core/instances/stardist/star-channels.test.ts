import { expect, test } from 'vitest'
import {
  requireReasonableReach,
  starChannels,
} from '../../../../src-main/core/instances/stardist/star-channels.ts'

const image = (...values: number[]) => ({
  shape: [1, values.length],
  data: Float32Array.from(values),
})
const choice = { probabilityChannel: 0, firstDistanceChannel: 1, rays: 0 }
const channels = [image(1, 0), image(2, 2), image(3, 3), image(4, 4)]

test('takes the probability and all distances, or as many as asked for', () => {
  expect(starChannels(channels, choice, 2).distances).toEqual(channels.slice(1))
  const some = starChannels([...channels, image(5, 5)], { ...choice, rays: 3 }, 2)
  expect(some.distances).toEqual(channels.slice(1))
})

test('refuses too few channels, naming both numbers', () => {
  expect(() => starChannels(channels, { ...choice, rays: 32 }, 2)).toThrow(/32 rays.*4 channels/)
  expect(() => starChannels(channels, choice, 3)).toThrow(/at least 4 rays.*4 channels/)
  expect(() => starChannels([], choice, 2)).toThrow(
    expect.objectContaining({ code: 'tool-invalid' }),
  )
})

test('refuses values that are no numbers, and shapes that disagree', () => {
  const broken = [channels[0]!, channels[1]!, image(NaN, 1), channels[3]!]
  expect(() => starChannels(broken, choice, 2)).toThrow(/distance 1 .*NaN.* pixel 0/)
  const other = [channels[0]!, channels[1]!, image(1, 2, 3), channels[3]!]
  expect(() => starChannels(other, choice, 2)).toThrow(/1 x 2.*1 x 3/)
})

test('only candidates count for the largest reach', () => {
  const distances = [image(1, 1000)]
  expect(() => requireReasonableReach(Uint32Array.of(0), distances, [10, 10])).not.toThrow()
  expect(() => requireReasonableReach(Uint32Array.of(1), distances, [10, 10])).toThrow(/10 x 10/)
})
