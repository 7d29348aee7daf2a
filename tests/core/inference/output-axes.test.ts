import { expect, test } from 'vitest'
import type { BlockAxis } from '../../../src-main/core/inference/block-size.ts'
import { outputAxesOf, requireStitchable } from '../../../src-main/core/inference/output-axes.ts'
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
const block: BlockAxis[] = [{ axis: 'y', size: 100, block: 64, halo: 8, alignment: 1 }]
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

test('image axes follow their reference, other axes come out whole', () => {
  expect(outputAxesOf(outputOf(reference(2, 0)), input, block)).toEqual([
    null,
    { axis: 'y', factor: 2, offset: 0 },
  ])
})

test('a fixed output size counts as a factor of the fixed input size', () => {
  expect(outputAxesOf(outputOf(fixed(192)), input, block)[1]).toEqual({
    axis: 'y',
    factor: 3,
    offset: 0,
  })
})

test('offsets, broken factors and outputs without image axes cannot be stitched', () => {
  const check = (size: AxisSize, tiles: number) => {
    const output = outputOf(size)
    requireStitchable(output, outputAxesOf(output, input, block), tiles)
  }
  expect(() => check(reference(1, 0), 9)).not.toThrow()
  expect(() => check(reference(1, -8), 1)).toThrow(/offset of -8 along y/)
  expect(() => check(reference(1.5, 0), 1)).toThrow(/1.5 pixels per input pixel/)
  expect(() => check(reference(0.5, 0), 1)).not.toThrow()
  expect(() => check(reference(0.5, 0), 2)).toThrow(/stitched from tiles/)
  expect(() => requireStitchable(outputOf(fixed(1)), [null, null], 1)).not.toThrow()
  expect(() => requireStitchable(outputOf(fixed(1)), [null, null], 4)).toThrow(/no image axes/)
})
