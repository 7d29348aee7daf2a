import { expect, test } from 'vitest'
import { classesOption, ignoreLabelOption } from '../../../src-main/core/metrics/class-options.ts'

test('without options a file is a mask and nothing is ignored', () => {
  expect(classesOption({})).toBeNull()
  expect(classesOption({ classes: null })).toBeNull()
  expect(ignoreLabelOption({})).toBeNull()
})

test('takes labels in the order given', () => {
  expect(classesOption({ classes: [3, 1, 0] })).toEqual([3, 1, 0])
  expect(ignoreLabelOption({ classes: [1], ignoreLabel: 255 })).toBe(255)
})

test.each([[[]], ['1,2'], [[1, 1]], [[1, -2]], [[1.5]], [['1']], [4], [[2 ** 32]]])(
  'refuses the classes %j',
  (classes) => {
    expect(() => classesOption({ classes })).toThrow(/metric option classes is/)
  },
)

test.each([-1, 1.5, '255', [255], true])('refuses the ignore label %j', (ignoreLabel) => {
  expect(() => ignoreLabelOption({ ignoreLabel })).toThrow(/metric option ignoreLabel is/)
})

test('refuses to ignore a class', () => {
  expect(() => ignoreLabelOption({ classes: [1, 2], ignoreLabel: 2 })).toThrow(
    'The label 2 is both a class and the label to ignore',
  )
})

test('refuses more classes than a confusion matrix should have', () => {
  const classes = Array.from({ length: 256 }, (_, label) => label)
  expect(() => classesOption({ classes })).toThrow('1 to 255 classes')
})
