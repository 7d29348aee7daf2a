import { expect, test } from 'vitest'
import { sortedSample } from '../../../../src-main/core/trust/shift/sorted-sample.ts'

test('sorts a copy', () => {
  const values = [3, -1, 2]
  expect([...sortedSample(values, 'reference')]).toEqual([-1, 2, 3])
  expect(values).toEqual([3, -1, 2])
})

test.each([[[1, NaN]], [[Infinity, 1]], [[-Infinity, 1]]])(
  'refuses %j and names the sample',
  (values) => {
    expect(() => sortedSample(values, 'compared')).toThrow(
      expect.objectContaining({
        code: 'bad-options',
        message:
          'The compared sample holds values that are NaN or infinite; leave them out and count them.',
      }),
    )
  },
)

test('refuses a sample without values', () => {
  expect(() => sortedSample([], 'reference')).toThrow('The reference sample is empty')
})
