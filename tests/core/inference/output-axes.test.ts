import { expect, test } from 'vitest'
import type { BlockAxis } from '../../../src-main/core/inference/block-size.ts'
import {
  contextPx,
  outputAxesOf,
  requireDescribedSize,
  requireStitchable,
  scaled,
} from '../../../src-main/core/inference/output-axes.ts'
import type { AxisSize, AxisSpec } from '../../../src-main/core/inference/tensor-spec.ts'

const axis = (id: string, type: AxisSpec['type'], size: AxisSize): AxisSpec => ({
  id,
  type,
  size,
  scale: 1,
  unit: null,
  halo: 0,
  channelNames: [],
})
const fixed = (value: number): AxisSize => ({ kind: 'fixed', value })
const input = {
  id: 'raw',
  axes: [axis('channel', 'channel', fixed(1)), axis('y', 'space', fixed(64))],
}
const block: BlockAxis[] = [
  { axis: 'y', size: 100, block: 64, halo: 8, alignment: 1, context: 0, unit: 1 },
]
const reference = (factor: number, offset: number): AxisSize => ({
  kind: 'reference',
  tensor: 'raw',
  axis: 'y',
  factor,
  offset,
})
const outputOf = (size: AxisSize) => ({
  id: 'out',
  axes: [axis('channel', 'channel', fixed(2)), axis('y', 'space', size)],
})
const isTiled = (id: string) => id === 'y'
const follow = (size: AxisSize) => outputAxesOf(outputOf(size), input, isTiled)[1]

test('image axes follow their reference, other axes come out whole', () => {
  expect(outputAxesOf(outputOf(reference(2, 0)), input, isTiled)).toEqual([
    null,
    { axis: 'y', factor: { numerator: 2, denominator: 1 }, marginPx: -0, offset: 0 },
  ])
})

test('a fixed output size counts as a factor of the fixed input size', () => {
  expect(follow(fixed(192))).toMatchObject({ factor: { numerator: 3, denominator: 1 } })
  expect(follow(fixed(16))).toMatchObject({ factor: { numerator: 1, denominator: 4 } })
})

test('a negative offset is a margin on both sides, also between two fixed sizes', () => {
  expect(follow(reference(1, -8))).toMatchObject({ marginPx: 4, offset: -8 })
  expect(follow(fixed(40))).toMatchObject({
    factor: { numerator: 1, denominator: 1 },
    marginPx: 12,
  })
  expect(contextPx(follow(reference(2, -6))!)).toBe(2)
  expect(contextPx(follow(reference(1, 6))!)).toBe(0)
})

test('ratios of whole numbers are exact, and pixels that begin within a part are counted', () => {
  const { factor } = follow(reference(2 / 3, 0))!
  expect(factor).toEqual({ numerator: 2, denominator: 3 })
  expect([0, 3, 7].map((pixels) => scaled(pixels, factor))).toEqual([0, 2, 4])
})

test('odd offsets and irrational ratios do not tell where an output pixel lies', () => {
  expect(() => follow(reference(1, -7))).toThrow(/offset of -7 along y/)
  expect(() => follow(reference(Math.SQRT2, 0))).toThrow(/ratios of whole numbers up to 64/)
})

test('outputs without image axes cannot be put together from tiles', () => {
  expect(() => requireStitchable(outputOf(fixed(1)), [null, null], 1)).not.toThrow()
  expect(() => requireStitchable(outputOf(fixed(1)), [null, null], 4)).toThrow(/no image axes/)
})

test('a block whose output has another size than described is refused, not shifted', () => {
  const output = outputOf(reference(1, -8))
  const axes = outputAxesOf(output, input, isTiled)
  expect(() => requireDescribedSize(output, [2, 56], axes, block)).not.toThrow()
  expect(() => requireDescribedSize(output, [2, 64], axes, block)).toThrow(
    /has 64 pixels along y for a block of 64, but the description gives it 56/,
  )
})
