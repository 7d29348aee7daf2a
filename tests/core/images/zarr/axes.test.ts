import { expect, test } from 'vitest'
import {
  axisLetters,
  requireAxes,
  unnamedAxes,
} from '../../../../src-main/core/images/zarr/axes.ts'

const named = (...names: (string | null)[]) =>
  names.map((name) => (name === null ? null : { name }))

test.each([
  [['t', 'c', 'z', 'y', 'x'], 'tczyx'],
  [['Z', 'Y', 'X'], 'zyx'],
  [['angle', 'y', 'x'], 'qyx'],
  [['y', 'y', 'x'], 'yqx'],
  [[null, null, null], 'qyx'],
  [['i', 'j'], 'yx'],
  [['i'], 'x'],
  [['x', 'y', 'z'], 'xyz'],
  [['c', null, 'x'], 'cyx'],
])('%j are %s', (names, letters) => {
  expect(axisLetters(named(...names))).toBe(letters)
})

test('the type says it where the name does not', () => {
  expect(
    axisLetters([
      { name: 'frame', type: 'time' },
      { name: 'marker', type: 'channel' },
      { name: 'y', type: 'space' },
      { name: 'x', type: 'space' },
    ]),
  ).toBe('tcyx')
})

test('axes without names', () => {
  expect([1, 2, 3, 5].map((count) => unnamedAxes(count, false))).toEqual([
    'x',
    'yx',
    'qyx',
    'qqqyx',
  ])
  expect(unnamedAxes(5, true)).toBe('tczyx')
})

test('stated axes have to fit', () => {
  expect(requireAxes('a', 'tyx', [2, 3, 4])).toBe('tyx')
  expect(requireAxes('a', 'qqyx', [2, 2, 3, 4])).toBe('qqyx')
  for (const axes of ['yx', 'yyx', 'tcz', 'tcx']) {
    expect(() => requireAxes('a', axes, [2, 3, 4])).toThrow(
      expect.objectContaining({ code: 'axes-mismatch' }) as Error,
    )
  }
})
