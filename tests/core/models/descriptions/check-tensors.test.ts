import { expect, test } from 'vitest'
import type { AxisSpec } from '../../../../src-main/core/inference/tensor-spec.ts'
import type { ModelTensor } from '../../../../src-main/core/models/description.ts'
import {
  checkTensors,
  requireUniqueIds,
} from '../../../../src-main/core/models/descriptions/check-tensors.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'

const axis = (id: string, changes: Partial<AxisSpec> = {}): AxisSpec => ({
  id,
  type: 'space',
  size: { kind: 'fixed', value: 10 },
  scale: 1,
  unit: null,
  halo: 0,
  channelNames: [],
  ...changes,
})
const tensor = (changes: Partial<ModelTensor>): ModelTensor => ({
  id: 'raw',
  axes: [axis('y'), axis('x')],
  description: '',
  dtype: 'float32',
  operations: [],
  optional: false,
  testTensor: null,
  sampleTensor: null,
  data: [],
  concatenable: [],
  ...changes,
})
const refers = (to: string, at: string, offset = 0) =>
  ({ kind: 'reference', tensor: to, axis: at, factor: 1, offset }) as const

function messages(inputs: ModelTensor[], outputs: ModelTensor[]): string[] {
  const problems = noProblems()
  checkTensors(problems, inputs, outputs)
  return problems.errors.map((error) => error.message)
}

test('a size must refer to an axis that exists and has a size of its own', () => {
  const output = (size: AxisSpec['size']) => tensor({ id: 'out', axes: [axis('x', { size })] })
  expect(messages([tensor({})], [output(refers('raw', 'x'))])).toEqual([])
  expect(messages([tensor({})], [output(refers('raw', 'z'))])[0]).toMatch(
    /raw\.z, which does not exist; there are raw\.y, raw\.x/,
  )
  expect(messages([tensor({})], [output(refers('out', 'x'))])[0]).toMatch(/not stated as a number/)
})

test('a halo must leave something of the smallest output', () => {
  const output = tensor({ id: 'out', axes: [axis('x', { size: refers('raw', 'x'), halo: 5 })] })
  expect(messages([tensor({})], [output])[0]).toMatch(/smallest size 10 .* halo of 5/)
})

test('an axis may occur once', () => {
  expect(messages([tensor({ axes: [axis('x'), axis('x')] })], [])[0]).toMatch(/axis x occurs twice/)
})

test('operations may name only axes and tensors that exist', () => {
  const zero = { kind: 'zero_mean_unit_variance', axes: ['z'], eps: 1e-6 } as const
  expect(messages([tensor({ operations: [zero] })], [])[0]).toMatch(/names the axis z/)
  const range = {
    kind: 'scale_range',
    axes: null,
    minPercentile: 0,
    maxPercentile: 100,
    eps: 1e-6,
    reference: 'out',
  } as const
  expect(messages([tensor({ operations: [range] })], [tensor({ id: 'out' })])[0]).toMatch(
    /refers to the tensor out, but it may name only raw/,
  )
})

test('a list must be as long as the axis it runs along', () => {
  const two = { kind: 'binarize', threshold: [1, 2], axis: 'x' } as const
  expect(messages([tensor({ operations: [two] })], [])[0]).toMatch(/lists 2 values.*has size 10/)
  expect(messages([tensor({ operations: [{ ...two, axis: null }] })], [])[0]).toMatch(/not named/)
})

test('names of tensors are unique', () => {
  const problems = noProblems()
  requireUniqueIds(problems, 'outputs', [tensor({}), tensor({})])
  expect(problems.errors[0]?.message).toBe('the name raw is used for more than one tensor')
})
