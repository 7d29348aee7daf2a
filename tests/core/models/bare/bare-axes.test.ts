import { expect, test } from 'vitest'
import { inputAxesOf, outputAxesFor } from '../../../../src-main/core/models/bare/bare-axes.ts'
import { parseBareOnnxSettings } from '../../../../src-main/core/models/bare/bare-settings.ts'

type Shape = (number | null)[]
const value = (shape: Shape) => ({ name: 'x', dtype: 'float32' as const, shape })

function axes(input: Shape, output: Shape, stated: Record<string, unknown>) {
  const settings = parseBareOnnxSettings('net.onnx', { inputAxes: 'bcyx', ...stated })
  const given = inputAxesOf('net.onnx', value(input), settings)
  return { input: given, output: outputAxesFor('net.onnx', value(output), given, settings) }
}
const open = [null, null, null, null]

test('channels last is an order of letters like any other', () => {
  const { input, output } = axes([null, 64, 64, 3], [null, 64, 64, 2], { inputAxes: 'byxc' })
  expect(input.map(({ id }) => id)).toEqual(['batch', 'y', 'x', 'channel'])
  expect(input[3]?.size).toEqual({ kind: 'fixed', value: 3 })
  expect(output[3]?.size).toEqual({ kind: 'fixed', value: 2 })
})

test('open sizes are any multiple, or blocks of one side', () => {
  expect(axes(open, open, { sizeMultiple: 8 }).input[2]?.size).toEqual({
    ...{ kind: 'parametrised', min: 8, step: 8 },
  })
  const blocks = axes(open, open, { blockPx: 96, inputChannels: 2 }).input
  expect(blocks.map(({ size }) => size)).toEqual([
    { kind: 'any' },
    ...[2, 96, 96].map((size) => ({ kind: 'fixed', value: size })),
  ])
})

test('a block of another side than the network takes is refused', () => {
  expect(() => axes([1, 1, 64, 64], [1, 1, 64, 64], { blockPx: 96 })).toThrow(
    /blocks of 96 pixels along y, but the network takes 64/,
  )
})

test('z has its own multiple, halo and scale where they are stated', () => {
  const volume = [null, 1, null, null, null]
  const { input, output } = axes(volume, volume, {
    ...{ inputAxes: 'bczyx', sizeMultiple: 16, zMultiple: 4, haloPx: 8, haloZ: 2 },
    ...{ outputScale: 2, outputScaleZ: 1 },
  })
  expect(input[2]?.size).toMatchObject({ step: 4 })
  expect(input[3]?.size).toMatchObject({ step: 16 })
  expect(output.slice(2).map(({ halo }) => halo)).toEqual([2, 16, 16])
  expect(output[2]?.size).toMatchObject({ factor: 1 })
})

test.each([
  [224, 672, {}, 3, 0],
  [64, 32, {}, 0.5, 0],
  // valid convolutions: a margin is left out, which is no scale
  [572, 388, {}, 1, -184],
  [64, 128, { outputScale: 2 }, 2, 0],
  [64, 120, { outputScale: 2 }, 2, -8],
  [64, 120, { outputOffsetPx: -8 }, 2, -8],
  [null, null, { outputScale: 2, outputOffsetPx: -4 }, 2, -4],
])(
  '%s pixels that become %s with %j: scale %s, offset %s',
  (size, result, stated, factor, offset) => {
    const { output } = axes([1, 1, size, size], [1, 1, result, result], stated)
    expect(output[2]?.size).toEqual({
      ...{ kind: 'reference', tensor: 'input', axis: 'y' },
      ...{ factor, offset },
    })
  },
)

test('an output whose shape the graph does not state follows the input', () => {
  const { output } = axes([1, 1, null, null], [], { outputScale: 2 })
  expect(output.map(({ id }) => id)).toEqual(['batch', 'channel', 'y', 'x'])
  expect(output[2]?.size).toMatchObject({ factor: 2 })
})

test('names of output channels give their number where the graph leaves it open', () => {
  const named = { outputChannels: 'background, cell' }
  expect(axes(open, open, named).output[1]).toMatchObject({
    size: { kind: 'fixed', value: 2 },
    channelNames: ['background', 'cell'],
  })
  expect(() => axes(open, [1, 3, null, null], named)).toThrow(
    /name 2 output channels \(background, cell\), but the network gives 3/,
  )
})
