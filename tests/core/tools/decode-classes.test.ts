import { expect, test } from 'vitest'
import { decodeClasses } from '../../../src-main/core/tools/decode-classes.ts'

const decode = (
  values: readonly number[],
  activation: 'none' | 'softmax' | 'sigmoid' = 'none',
  classes = ['a', 'b', 'c'],
) => decodeClasses(values, { method: 'classes', classes, activation }, 'Net')

test('softmax makes probabilities of logits, also of large ones', () => {
  const { label, probabilities } = decode([Math.log(1), Math.log(7), Math.log(2)], 'softmax')
  expect(label).toBe('b')
  expect(probabilities!.map((value) => Number(value.toFixed(12)))).toEqual([0.1, 0.7, 0.2])
  expect(decode([1000, 0, 0], 'softmax').probabilities).toEqual([1, 0, 0])
})

test('outputs that are shares of one are taken as probabilities, others are not and that is said', () => {
  expect(decode([0.2, 0.3, 0.5])).toEqual({
    ...{ label: 'c', probabilities: [0.2, 0.3, 0.5], note: null },
  })
  expect(decode([1.0000001, 0, 0]).probabilities).toEqual([1, 0, 0])
  const logits = decode([3, -1, 0])
  expect(logits).toMatchObject({ label: 'a', probabilities: null })
  expect(logits.note).toMatch(/are no probabilities.* set the activation softmax/)
  const each = decode([3, 4, 0], 'sigmoid')
  expect(each).toMatchObject({ label: 'b', probabilities: null })
  expect(each.note).toMatch(/do not sum to 1/)
})

test('one value for two classes is that of the second', () => {
  expect(decode([0.75], 'none', ['no', 'yes'])).toMatchObject({
    ...{ label: 'yes', probabilities: [0.25, 0.75] },
  })
  expect(decode([0], 'sigmoid', ['no', 'yes'])).toMatchObject({ probabilities: [0.5, 0.5] })
  expect(() => decode([3], 'none', ['no', 'yes'])).toThrow(/3\.000.* Set the activation sigmoid/)
  expect(() => decode([0.5], 'softmax', ['no', 'yes'])).toThrow(/always 1 after a softmax/)
})

test('another number of values than classes and values that are no numbers are refused', () => {
  expect(() => decode([1, 2])).toThrow(/gives 2 values, and 3 classes are stated \(a, b, c\)/)
  expect(() => decode([1], 'none', ['a'])).toThrow(/1 value, and 1 class is stated/)
  expect(() => decode([1, NaN, 2])).toThrow(/is not a number/)
})
