import { expect, test } from 'vitest'
import { chooseBlock, inputHalo } from '../../../src-main/core/inference/block-size.ts'
import type {
  AxisSize,
  AxisSpec,
  TensorSpec,
} from '../../../src-main/core/inference/tensor-spec.ts'

const axis = (id: string, size: AxisSize, halo = 0): AxisSpec => ({
  id,
  type: 'space',
  size,
  scale: 1,
  unit: null,
  halo,
  channelNames: [],
})
const tensor = (id: string, axes: AxisSpec[]): TensorSpec => ({ id, axes })
const sizes = (y: number, x: number) =>
  new Map([
    ['y', y],
    ['x', x],
  ])
const sixteens: AxisSize = { kind: 'parametrised', min: 32, step: 16 }
const follows = (id: string, factor = 1): AxisSize => ({
  kind: 'reference',
  tensor: 'raw',
  axis: id,
  factor,
  offset: 0,
})

test('fixed sizes are taken as they are, with the halo of the output', () => {
  const fixed: AxisSize = { kind: 'fixed', value: 512 }
  const input = tensor('raw', [axis('y', fixed), axis('x', fixed)])
  const output = tensor('out', [axis('y', follows('y'), 32), axis('x', follows('x'), 32)])
  const { axes, notes } = chooseBlock(input, sizes(520, 696), [output])
  expect(axes.map(({ block, halo }) => ({ block, halo }))).toEqual([
    { block: 512, halo: 32 },
    { block: 512, halo: 32 },
  ])
  expect(notes).toEqual([])
})

test('a parametrised size takes the smallest step that holds the image', () => {
  const input = tensor('raw', [axis('y', sixteens), axis('x', sixteens)])
  const { axes } = chooseBlock(input, sizes(20, 250), [])
  expect(axes.map((entry) => entry.block)).toEqual([32, 256])
})

test('an image too large for one block gets blocks near 512 and a stated default overlap', () => {
  const input = tensor('raw', [axis('y', sixteens), axis('x', sixteens)])
  const { axes, notes } = chooseBlock(input, sizes(2048, 2000), [])
  expect(axes.map(({ block, halo }) => [block, halo])).toEqual([
    [512, 32],
    [512, 32],
  ])
  expect(notes).toHaveLength(2)
  expect(notes[0]).toMatch(/no halo along y; tiles overlap by 32 pixels/)
})

test('a halo in output pixels counts in input pixels', () => {
  const input = axis('y', sixteens)
  const doubled = tensor('out', [axis('y', follows('y', 2), 16)])
  expect(inputHalo('raw', input, [doubled])).toBe(8)
  expect(inputHalo('other', input, [doubled])).toBe(0)
})

test('a halo is rounded up to the alignment where the block has room', () => {
  const input = tensor('raw', [axis('y', sixteens), axis('x', sixteens)])
  const output = tensor('out', [axis('y', follows('y'), 20), axis('x', follows('x'), 20)])
  const { axes } = chooseBlock(input, sizes(3000, 3000), [output])
  expect(axes[0]).toMatchObject({ block: 512, halo: 32, alignment: 16 })
})

test('blocks of volumes are smaller', () => {
  const input = tensor('raw', [axis('z', sixteens), axis('y', sixteens), axis('x', sixteens)])
  const volume = new Map([
    ['z', 200],
    ['y', 900],
    ['x', 900],
  ])
  expect(chooseBlock(input, volume, []).axes.map((entry) => entry.block)).toEqual([128, 128, 128])
})
