import { expect, test } from 'vitest'
import { readAxes05 } from '../../../../src-main/core/models/descriptions/axes-0-5.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'

function read(...axes: unknown[]) {
  const problems = noProblems()
  const result = readAxes05(problems, 'axes', axes)
  return { axes: result, fields: problems.errors.map((error) => error.field) }
}

test('every kind of size', () => {
  const { axes, fields } = read(
    { type: 'batch' },
    { type: 'channel', channel_names: ['a', 'b'] },
    { type: 'space', id: 'z', size: 16 },
    { type: 'space', id: 'y', size: { min: 32, step: 8 }, scale: 0.5, unit: 'micrometer' },
    { type: 'space', id: 'x', size: { tensor_id: 'raw', axis_id: 'x', offset: -4 }, halo: 2 },
    { type: 'index', size: { min: 1, max: 10 } },
  )
  expect(fields).toEqual([])
  expect(axes.map((axis) => axis.size)).toEqual([
    { kind: 'any' },
    { kind: 'fixed', value: 2 },
    { kind: 'fixed', value: 16 },
    { kind: 'parametrised', min: 32, step: 8 },
    { kind: 'reference', tensor: 'raw', axis: 'x', factor: 1, offset: -4 },
    { kind: 'data-dependent', min: 1, max: 10 },
  ])
  expect(axes.map((axis) => axis.id)).toEqual(['batch', 'channel', 'z', 'y', 'x', 'index'])
  expect(axes[3]).toMatchObject({ scale: 0.5, unit: 'micrometer' })
  expect(axes[4]).toMatchObject({ halo: 2 })
})

test('x is the default name of a space axis, single letters mean the long names', () => {
  expect(read({ type: 'space', size: 4 }, { type: 'time', id: 't', size: 1 }).axes).toMatchObject([
    { id: 'x' },
    { id: 'time' },
  ])
})

test('a space axis cannot be called b, which means batch', () => {
  expect(read({ type: 'space', id: 'b', size: 4 }).fields).toEqual(['axes.0.id'])
})

test('a halo needs a size that refers to another axis', () => {
  expect(read({ type: 'space', id: 'y', size: 64, halo: 8 }).fields).toEqual(['axes.0.halo'])
})

test('named channels must be as many as the size says', () => {
  expect(read({ type: 'channel', channel_names: ['a'], size: 2 }).fields).toEqual(['axes.0.size'])
})

test('a step of 0 is a fixed size', () => {
  expect(read({ type: 'space', size: { min: 64, step: 0 } }).axes[0]?.size).toEqual({
    kind: 'fixed',
    value: 64,
  })
})
