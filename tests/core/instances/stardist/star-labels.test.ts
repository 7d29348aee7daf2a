import { expect, test } from 'vitest'
import { decodingSchema } from '../../../../src-main/contract/tool-file.ts'
import { decodeMask, decodeOutput } from '../../../../src-main/core/instances/decode.ts'
import {
  starLabels,
  starLabels3d,
} from '../../../../src-main/core/instances/stardist/star-labels.ts'
import { areasOf, starOutputOf } from '../stars.ts'

const { probability, distances } = starOutputOf([{ y: 10, x: 12, radius: 6 }], [20, 24])
const channels = [probability, ...distances]
const decoding = decodingSchema.parse({ method: 'stardist' })
const doubled = { ...decoding, gridY: 2, gridX: 2 } as Parameters<typeof starLabels>[1]

test('the label image has the size of the image where output and grid fit it', () => {
  expect(starLabels(channels, doubled, [39, 47]).shape).toEqual([39, 47])
  expect(starLabels(channels, doubled, [1, 40, 48]).shape).toEqual([40, 48])
  expect(starLabels(channels, doubled, [20, 24]).shape).toEqual([40, 48])
  expect(starLabels(channels, doubled).shape).toEqual([40, 48])
})

test('decodeOutput and decodeMask know the method, planes of stacks too', () => {
  expect(areasOf(decodeOutput({ channels }, decoding).data).size).toBe(1)
  const mask = decodeMask({ channels }, decoding)
  expect(mask.data[10 * 24 + 12]).toBe(1)
  expect(mask.data[0]).toBe(0)
  const stack = channels.map(({ shape, data }) => ({
    shape: [2, ...shape],
    data: Float32Array.of(...data, ...data),
  }))
  const labels = decodeOutput({ channels: stack }, decoding)
  expect(labels.shape).toEqual([2, 20, 24])
  expect(areasOf(labels.data).size).toBe(2)
})

test('three dimensions are refused for planes', () => {
  const in3d = decodingSchema.parse({ method: 'stardist-3d' }) as Parameters<typeof starLabels3d>[1]
  expect(() => starLabels3d(channels, in3d)).toThrow(/2 axes besides channels/)
})
