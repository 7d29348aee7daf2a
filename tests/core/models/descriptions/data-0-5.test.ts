import { expect, test } from 'vitest'
import {
  dataOf05,
  dataSchema05,
  dataTypeOf05,
} from '../../../../src-main/core/models/descriptions/data-0-5.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'
import {
  description04,
  description05,
  output04,
  output05,
} from '../../../fixtures/onnx/description.ts'
import { modelOf } from '../models.ts'

const dataOf = (data: unknown) =>
  modelOf(description05({ outputs: [output05({ data })] })).outputs[0]!.data

test('measured values have a range, a unit and a scale', () => {
  const data = { type: 'float32', range: [0, null], unit: 'micrometer', scale: 0.5, offset: 2 }
  expect(dataOf(data)).toEqual([
    { kind: 'measured', range: [0, null], unit: 'micrometer', scale: 0.5, offset: 2 },
  ])
  expect(dataOf({ type: 'uint8' })).toEqual([
    { kind: 'measured', range: [null, null], unit: null, scale: 1, offset: null },
  ])
})

test('categories are listed', () => {
  expect(dataOf({ type: 'uint8', values: [0, 1, 2] })).toEqual([
    { kind: 'listed', values: [0, 1, 2] },
  ])
})

test('nothing stated is empty, and float32', () => {
  expect(dataOf(undefined)).toEqual([])
  expect(dataTypeOf05(null)).toBe('float32')
  expect(dataTypeOf05(dataSchema05.parse({ values: [0, 1] }))).toBe('uint8')
})

test('one entry per channel, all of one type', () => {
  const problems = noProblems()
  const written = dataSchema05.parse([{ type: 'uint8' }, { type: 'float32' }])
  const channel = { kind: 'fixed', value: 3 } as const
  const axis = { id: 'channel', type: 'channel', size: channel, scale: 1, unit: null } as const
  dataOf05(problems, 'outputs.0', written, [{ ...axis, halo: 0, channelNames: ['a', 'b', 'c'] }])
  expect(problems.errors.map(({ message }) => message)).toEqual([
    'must have one type for all channels, not uint8, float32',
    'describes 2 channels, but there are 3',
  ])
})

test('the range of format 0.4, with infinities open', () => {
  const { outputs } = modelOf(description04({ outputs: [output04({ data_range: [0, Infinity] })] }))
  expect(outputs[0]!.data).toEqual([
    { kind: 'measured', range: [0, null], unit: null, scale: 1, offset: null },
  ])
})
