import { expect, test } from 'vitest'
import { tensorTypes } from '../../../../src-main/core/inference/tensor.ts'
import { castTensor } from '../../../../src-main/core/inference/tensor.ts'
import { npyFile } from '../../../../src-main/core/models/packages/npy-file.ts'
import { parseNpyTensor } from '../../../../src-main/core/models/packages/npy-tensor.ts'

test.each(tensorTypes.map((dtype) => [dtype]))('%s comes back as it was written', (dtype) => {
  const axes = ['batch', 'y', 'x']
  const data = Float64Array.of(0, 1, 1, 0, 1, 1)
  const tensor = castTensor({ axes, shape: [1, 2, 3], dtype: 'float64', data }, dtype)
  expect(parseNpyTensor(Buffer.concat(npyFile(tensor)), 'a.npy', axes)).toEqual(tensor)
})

test('the values begin at a multiple of 64 bytes, as numpy writes them', () => {
  const tensor = {
    axes: ['x'],
    shape: [2],
    dtype: 'int64',
    data: Float64Array.of(-5, 2 ** 40),
  } as const
  const [head, values] = npyFile(tensor)
  expect(head!.length % 64).toBe(0)
  expect(Buffer.from(head!).toString('latin1')).toContain("'shape': (2,), }")
  expect([...new BigInt64Array(values!.slice().buffer)]).toEqual([-5n, 2n ** 40n])
})
