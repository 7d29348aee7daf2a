import { expect, test } from 'vitest'
import type { Session } from '../../../src-main/core/inference/session.ts'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { testShapes } from '../../../src-main/core/models/test-shapes.ts'
import { description05, input05 } from '../../fixtures/onnx/description.ts'
import { modelOf } from './models.ts'

const model = modelOf(description05())
const tensor = (...shape: number[]): Tensor => ({
  axes: ['batch', 'channel', 'y', 'x'],
  shape,
  dtype: 'float32',
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, index) => index),
})

/** A network that keeps the size, or changes it. */
function network(
  seen: (readonly number[])[],
  change: (input: Tensor) => Tensor = (input) => input,
  batch: number | null = null,
): Session {
  return {
    inputs: [{ name: 'raw', dtype: 'float32', shape: [batch, 1, null, null] }],
    outputs: [],
    provider: 'cpu',
    notes: [],
    threads: 1,
    sha256: '',
    run: ([input]) => {
      seen.push(input!.shape)
      return Promise.resolve([change(input!)])
    },
    close: () => Promise.resolve(),
  }
}

test('batches of 1 and 2, each at three sizes', async () => {
  const seen: (readonly number[])[] = []
  expect(await testShapes(model, [tensor(1, 1, 8, 8)], network(seen))).toEqual([])
  expect(seen.map((shape) => shape.join())).toEqual([
    '1,1,8,8',
    '1,1,12,12',
    '1,1,16,16',
    '2,1,8,8',
    '2,1,12,12',
    '2,1,16,16',
  ])
})

test('no batch where the graph fixes it, no sizes where none is free', async () => {
  const seen: (readonly number[])[] = []
  await testShapes(model, [tensor(1, 1, 8, 8)], network(seen, undefined, 1))
  expect(seen).toHaveLength(3)
  const fixed = modelOf(
    description05({
      inputs: [
        input05({
          axes: [
            { type: 'batch' },
            { type: 'channel', channel_names: ['a'] },
            { type: 'space', id: 'y', size: 8 },
            { type: 'space', id: 'x', size: 8 },
          ],
        }),
      ],
    }),
  )
  seen.length = 0
  await testShapes(fixed, [tensor(1, 1, 8, 8)], network(seen))
  expect(seen.map((shape) => shape.join())).toEqual(['2,1,8,8'])
  seen.length = 0
  await testShapes(fixed, [tensor(1, 1, 8, 8)], network(seen, undefined, 1))
  expect(seen).toEqual([])
})

test('a promise that is not kept is one warning with the sizes', async () => {
  const cut = (input: Tensor): Tensor => ({ ...input, shape: [1, 1, input.shape[2]!, 8] })
  const warnings = await testShapes(model, [tensor(1, 1, 8, 8)], network([], cut))
  expect(warnings).toEqual([
    {
      code: 'shape-test',
      message:
        'Given inputs of 1 x 1 x 12 x 12, the output result has the size 8 along x, but the description promises 12.',
    },
  ])
})
