import { expect, test } from 'vitest'
import {
  axesSchema04,
  axisNames04,
  inputAxes04,
  outputAxes04,
} from '../../../../src-main/core/models/descriptions/axes-0-4.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'

test('letters become names', () => {
  expect(axisNames04('bczyx')).toEqual(['batch', 'channel', 'z', 'y', 'x'])
  expect(axesSchema04.safeParse('bcyxs').success).toBe(false)
  expect(axesSchema04.safeParse('byy').success).toBe(false)
})

test('an input shape is a list or min and step', () => {
  const fixed = inputAxes04(noProblems(), 'in', 'byx', [1, 8, 9])
  expect(fixed.map((axis) => axis.size)).toEqual([
    { kind: 'fixed', value: 1 },
    { kind: 'fixed', value: 8 },
    { kind: 'fixed', value: 9 },
  ])
  const range = inputAxes04(noProblems(), 'in', 'byx', { min: [1, 8, 8], step: [0, 4, 0] })
  expect(range.map((axis) => axis.size)).toEqual([
    { kind: 'fixed', value: 1 },
    { kind: 'parametrised', min: 8, step: 4 },
    { kind: 'fixed', value: 8 },
  ])
})

test('an output size is input * scale + 2 * offset', () => {
  const shape = { reference_tensor: 'raw', scale: [1, 0, 2, 1], offset: [0, 1.5, 0, -4] }
  const axes = outputAxes04(noProblems(), 'out', 'bcyx', shape, [0, 0, 3, 3], () => 'bcyx')
  expect(axes.map((axis) => axis.size)).toEqual([
    { kind: 'any' },
    { kind: 'fixed', value: 3 },
    { kind: 'reference', tensor: 'raw', axis: 'y', factor: 2, offset: 0 },
    { kind: 'reference', tensor: 'raw', axis: 'x', factor: 1, offset: -8 },
  ])
  expect(axes[2]?.halo).toBe(3)
})

test('a null scale makes an axis that the input does not have', () => {
  const shape = { reference_tensor: 'raw', scale: [1, null, 1, 1], offset: [0, 0.5, 0, 0] }
  const problems = noProblems()
  const axes = outputAxes04(problems, 'out', 'bzyx', shape, null, () => 'byx')
  expect(problems.errors).toEqual([])
  expect(axes.map((axis) => axis.size)).toEqual([
    { kind: 'any' },
    { kind: 'fixed', value: 1 },
    { kind: 'reference', tensor: 'raw', axis: 'y', factor: 1, offset: 0 },
    { kind: 'reference', tensor: 'raw', axis: 'x', factor: 1, offset: 0 },
  ])
})

test('lists of another length than the axes, unknown references and odd batches are errors', () => {
  const problems = noProblems()
  inputAxes04(problems, 'in', 'bcyx', [1, 8, 9])
  inputAxes04(problems, 'in', 'byx', { min: [2, 8, 8], step: [1, 1, 1] })
  const shape = { reference_tensor: 'gone', scale: [1, 1, 1], offset: [0, 0, 0] }
  outputAxes04(problems, 'out', 'byx', shape, [0, 0], () => undefined)
  expect(problems.errors.map((error) => error.field)).toEqual([
    'in.shape',
    'in.shape',
    'out.halo',
    'out.shape.reference_tensor',
  ])
})
