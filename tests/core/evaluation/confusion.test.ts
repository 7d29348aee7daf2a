import { expect, test } from 'vitest'
import type { Comparison } from '../../../src-main/contract/comparison.ts'
import { confusionSchema } from '../../../src-main/contract/confusion.ts'
import { confusionOfComparison } from '../../../src-main/core/evaluation/confusion.ts'

const named = (name: string) => ({ class: name, probability: null })
const comparison = {
  id: 'c1',
  task: 'classification',
  tools: [{ key: 'A', name: 'Tool A' }],
  classification: {
    classes: ['cat', 'dog', 'rat'],
    truth: { i1: 'cat', i2: 'cat', i3: 'dog', i4: 'dog' },
    predictions: { A: { i1: named('cat'), i2: named('dog'), i3: named('dog') } },
  },
} as unknown as Comparison

test('counts each pair of classes, names the images of a cell and those without an answer', () => {
  const confusion = confusionOfComparison(comparison)
  expect(confusionSchema.parse(confusion)).toEqual(confusion)
  const [tool] = confusion.tools
  expect(tool?.counts).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [0, 0, 0],
  ])
  expect(tool?.cells).toContainEqual({ truth: 'cat', prediction: 'dog', cases: ['i2'] })
  expect(tool?.missing).toEqual(['i4'])
  expect(tool?.perClass).toEqual([
    { class: 'cat', recall: { value: 0.5 }, precision: { value: 1 } },
    { class: 'dog', recall: { value: 1 }, precision: { value: 0.5 } },
    {
      class: 'rat',
      recall: { undefined: 'truth-empty' },
      precision: { undefined: 'prediction-empty' },
    },
  ])
})

test('another task has none', () => {
  const { id, tools } = comparison
  const other = { id, tools, task: 'instances' } as unknown as Comparison
  expect(() => confusionOfComparison(other)).toThrow(
    'of the task instances and has no confusion matrix',
  )
})
