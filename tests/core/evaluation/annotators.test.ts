import { expect, test } from 'vitest'
import {
  annotatorIn,
  annotatorReference,
  annotatorsOf,
  describeAnnotator,
} from '../../../src-main/core/evaluation/annotators.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const whole = frozenDataset(['a', 'b'])
const [first, second] = whole.cases
const dataset = {
  ...whole,
  cases: [
    { ...first!, annotators: { ben: first!.truth, cleo: second!.truth } },
    { ...second!, annotators: { ben: second!.truth } },
  ],
}

test('everybody who annotated a case is named once', () => {
  expect(annotatorsOf(dataset)).toEqual(['ben', 'cleo'])
  expect(annotatorsOf(whole)).toEqual([])
})

test('an annotator is described by the files, and by how many there are', () => {
  const ben = describeAnnotator(dataset, 'ben')
  expect(ben).toMatchObject({ name: 'Annotator ben', kind: 'predictions', cannotRun: null })
  expect(ben.warnings).toEqual([])
  expect(describeAnnotator(dataset, 'cleo').warnings).toEqual(['cleo annotated 1 of 2 images.'])
  expect(describeAnnotator(dataset, 'cleo').digest).not.toBe(ben.digest)
})

test('a reference is that of an annotator or of a tool', () => {
  expect(annotatorIn(annotatorReference('ben'))).toBe('ben')
  expect(annotatorIn('baseline:otsu')).toBeNull()
})
