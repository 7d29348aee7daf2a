import { expect, test } from 'vitest'
import {
  shapeText,
  suggestAxes,
  suggestOutputAxes,
} from '../../../../src-main/core/models/bare/suggest-axes.ts'

type Size = number | string | null
const value = (...sizes: Size[]) => ({
  name: 'x',
  dtype: 'float32' as const,
  shape: sizes.map((size) => (typeof size === 'number' ? size : null)),
  symbols: sizes.map((size) => (typeof size === 'string' ? size : null)),
})
const first = (...sizes: Size[]) => suggestAxes(value(...sizes))[0]?.axes

test.each([
  [[1, 1, 512, 512], 'bcyx'],
  [[null, 1024, 1024, 1], 'byxc'],
  [[null, 3, null, null], 'bcyx'],
  [[null, null, null, 3], 'byxc'],
  [[1, 33, 64, 64], 'bcyx'],
  [[1, 256, 256, 33], 'byxc'],
  [[1, 64, 16, 16], 'bcyx'],
  [[1, 64, 64], 'byx'],
  [[3, 64, 64], 'cyx'],
  [[64, 64, 3], 'yxc'],
  [[1, 1, 16, 64, 64], 'bczyx'],
  [[1, 16, 64, 64, 1], 'bzyxc'],
  [['N', 'H', 'W', 'C'], 'byxc'],
  [['batch', 'channels', 'height', 'width'], 'bcyx'],
  [['batch', 1, 'depth', 'height', 'width'], 'bczyx'],
  [['unk__1', 'unk__2', 'unk__3', 1], 'byxc'],
] as const)('%j is read as %s', (sizes, axes) => {
  expect(first(...sizes)).toBe(axes)
})

test('names weigh more than sizes', () => {
  expect(first('N', 'H', 'W', 64)).toBe('byxc')
})

test('where nothing tells, every order stays possible, and it is said', () => {
  const found = suggestAxes(value(null, null, null, null))
  expect(found.map(({ axes }) => axes)).toEqual(['bcyx', 'byxc'])
  expect(found[0]?.origin).toMatch(/the graph leaves them open/)
  expect(suggestAxes(value('N', 'C', 'H', 'W'))[0]?.origin).toMatch(/names .*N, C, H, W/)
})

test('names that fit no order are no names of axes', () => {
  expect(first('a', 'b', 'c', 'd')).toBe('bcyx')
})

test('two and six dimensions are no image', () => {
  expect(suggestAxes(value(3, 4))).toEqual([])
  expect(suggestAxes(value(1, 1, 1, 1, 8, 8))).toEqual([])
})

test('an output follows the input, with channels of its own or without', () => {
  const output = (axes: string, ...sizes: Size[]) => suggestOutputAxes(value(...sizes), axes)?.axes
  expect(output('bcyx', 1, 128, 32, 32)).toBe('bcyx')
  expect(output('byxc', null, null, null, null)).toBe('byxc')
  expect(output('byxc', 1, 2, 64, 64)).toBe('bcyx')
  expect(output('bcyx', 1, 64, 64)).toBe('byx')
  expect(output('byx', 1, 2, 64, 64)).toBe('bcyx')
  expect(output('bcyx', 1, 10)).toBeUndefined()
})

test('a shape is shown with the names that mean something', () => {
  expect(shapeText(value('batch', 1, 'unk__3', null))).toBe('batch x 1 x any x any')
})
