import { expect, test } from 'vitest'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { areLabels, compareLabels } from '../../../src-main/core/models/compare-labels.ts'
import type { ModelTensor } from '../../../src-main/core/models/description.ts'
import { description05, output05 } from '../../fixtures/onnx/description.ts'
import { modelOf } from './models.ts'

function labels(...rows: readonly string[]): Tensor {
  const data = Uint16Array.from(rows.join(''), Number)
  const shape = [1, 1, rows.length, rows[0]!.length]
  return { axes: ['batch', 'channel', 'y', 'x'], shape, dtype: 'uint16', data }
}
const two = labels('1100', '1100', '0022', '0022')

test('the same objects under other numbers are the same', () => {
  const renamed = labels('7700', '7700', '0033', '0033')
  const compared = compareLabels(two, renamed)
  expect(compared).toMatchObject({ passed: true, mismatched: 0, mismatchedPerMillion: 0 })
  expect(compared.objects).toEqual({ expected: 2, actual: 2, matched: 2, meanMatchedIou: 1 })
})

test('one pixel of an object may differ, two of a small one may not', () => {
  const one = compareLabels(two, labels('1100', '1000', '0022', '0022'))
  expect(one).toMatchObject({ passed: true, mismatched: 1, mismatchedPerMillion: 62_500 })
  expect(one.objects.meanMatchedIou).toBe(0.875)
  expect([...one.differences.data].indexOf(1)).toBe(5)
  expect(compareLabels(two, labels('1100', '0000', '0022', '0022')).passed).toBe(false)
})

test('an object too much, too few or split is not the same', () => {
  for (const rows of [
    ['1100', '1100', '0000', '0000'],
    ['1130', '1130', '0022', '0022'],
    ['1100', '1100', '0023', '0023'],
  ])
    expect(compareLabels(two, labels(...rows)).passed, rows.join()).toBe(false)
})

test('numbers begin anew in each plane of another axis', () => {
  const axes = ['y', 'x', 'channel']
  const of = (...values: number[]): Tensor => ({
    axes,
    shape: [1, 2, 2],
    dtype: 'uint8',
    data: Uint8Array.from(values),
  })
  // channel 0 holds 1 1, channel 1 holds 2 2; in the other 2 2 and 1 1
  expect(compareLabels(of(1, 2, 1, 2), of(2, 1, 2, 1))).toMatchObject({
    passed: true,
    objects: { expected: 2, matched: 2 },
    differences: { axes, shape: [1, 2, 2] },
  })
})

test('two empty images are the same', () => {
  const none = labels('00', '00')
  expect(compareLabels(none, none)).toMatchObject({
    passed: true,
    objects: { expected: 0, actual: 0, matched: 0, meanMatchedIou: null },
  })
})

const described = (data: unknown): ModelTensor =>
  modelOf(description05({ outputs: [output05({ data })] })).outputs[0]!

test('labels are whole numbers of an integer output that form regions or are listed', () => {
  const grainy = labels('1234', '5678', '1234', '5678')
  expect(areLabels(described({ type: 'uint16' }), two)).toBe(true)
  expect(areLabels(described({ type: 'uint16' }), grainy)).toBe(false)
  expect(areLabels(described({ type: 'uint16', values: [0, 1, 2] }), grainy)).toBe(true)
  expect(areLabels(described({ type: 'float32' }), two)).toBe(false)
  const data = Int16Array.from(two.data, (value) => -value)
  expect(areLabels(described({ type: 'int16' }), { ...two, dtype: 'int16', data })).toBe(false)
  const classes = { ...two, axes: ['batch', 'channel', 'index', 'time'] }
  expect(areLabels(described({ type: 'uint16', values: [0, 1] }), classes)).toBe(false)
})
