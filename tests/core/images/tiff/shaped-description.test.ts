import { expect, test } from 'vitest'
import { parseShapedDescription } from '../../../../src-main/core/images/tiff/shaped-description.ts'

test('reads shape and axes that tifffile writes', () => {
  expect(parseShapedDescription('{"shape": [5, 3, 8, 8], "axes": "ZCYX"}')).toEqual({
    shape: [5, 3, 8, 8],
    axes: 'zcyx',
  })
})

test('axes that are absent, too few or unknown become q', () => {
  expect(parseShapedDescription('{"shape": [5, 8, 8]}')?.axes).toBe('qqq')
  expect(parseShapedDescription('{"shape": [5, 8, 8], "axes": "YX"}')?.axes).toBe('qqq')
  expect(parseShapedDescription('{"shape": [5, 8, 8], "axes": "IYX"}')?.axes).toBe('qyx')
})

test.each(['{"shape": [5, -8]}', '{"shape": "x"}', '{"shape": [1', 'ImageJ=1', '{"shape": [1.5]}'])(
  'anything else is no description: %s',
  (text) => expect(parseShapedDescription(text)).toBeUndefined(),
)
