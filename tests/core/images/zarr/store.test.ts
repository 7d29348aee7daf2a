import { expect, test } from 'vitest'
import { joinKey, pathOfKey } from '../../../../src-main/core/images/zarr/store.ts'

test.each([
  ['', '0', '0'],
  ['a', 'b/c', 'a/b/c'],
  ['a', './b/', 'a/b'],
  ['a', '', 'a'],
  ['', 'c..d/.zattrs', 'c..d/.zattrs'],
])('below %j, %j is %j', (base, relative, key) => {
  expect(joinKey('s.zarr', base, relative)).toBe(key)
})

test.each(['..', '../other', 'a/../../b', '/etc/passwd', 'C:/x', 'a\\b', 'a\0b'])(
  '%j is not followed',
  (relative) => {
    expect(() => joinKey('s.zarr', 'a', relative)).toThrow(
      expect.objectContaining({ code: 'not-allowed' }) as Error,
    )
  },
)

test('a key has a path for messages', () => {
  expect(pathOfKey({ path: 's.zarr' }, '')).toBe('s.zarr')
  expect(pathOfKey({ path: 's.zarr' }, '0/c')).toBe('s.zarr/0/c')
})
