import { expect, test } from 'vitest'
import { metricsForTask } from '../../../../src-main/core/metrics/definitions.ts'
import {
  scoreClassification,
  type ClassifiedSamples,
} from '../../../../src-main/core/metrics/classification/score-classification.ts'

const counts = (tp: number, fp: number, fn: number, tn: number): ClassifiedSamples => {
  const repeat = (n: number, place: number) => new Array<number>(n).fill(place)
  return {
    classes: ['0', '1'],
    truth: [...repeat(tp + fn, 1), ...repeat(fp + tn, 0)],
    prediction: [...repeat(tp, 1), ...repeat(fn, 0), ...repeat(fp, 1), ...repeat(tn, 0)],
    probabilities: null,
    positive: 1,
  }
}
const number = (samples: ClassifiedSamples, id: string, options = {}) => {
  const score = scoreClassification(samples, options).scores[id]!
  return 'value' in score ? Number(score.value) : score.undefined
}

test('gives exactly the scores of the catalogue', () => {
  const { scores } = scoreClassification(counts(1, 1, 1, 1))
  expect(Object.keys(scores).sort()).toEqual(
    metricsForTask('classification')
      .map(({ id }) => id)
      .sort(),
  )
})

test('the anchors of metrics.md, section 7', () => {
  const first = counts(45, 10, 5, 40)
  expect(number(first, 'mcc')).toBeCloseTo(0.7035, 4)
  expect(number(first, 'kappa')).toBeCloseTo(0.7, 12)
  expect(number(first, 'balanced-accuracy')).toBeCloseTo(0.85, 12)
  const second = counts(81, 2, 9, 8)
  expect(number(second, 'mcc')).toBeCloseTo(0.5591, 4)
  expect(number(second, 'kappa')).toBeCloseTo(0.5339, 4)
})

const binary: ClassifiedSamples = {
  classes: ['0', '1'],
  truth: [0, 1, 1, 0],
  prediction: [0, 1, 0, 0],
  probabilities: Float64Array.from([0.9, 0.1, 0.2, 0.8, 0.6, 0.4, 0.5, 0.5]),
  positive: 1,
}

test('probabilities of two classes', () => {
  expect(number(binary, 'brier-binary')).toBeCloseTo((0.01 + 0.04 + 0.36 + 0.25) / 4, 12)
  expect(number(binary, 'brier-sum')).toBeCloseTo((0.01 + 0.04 + 0.36 + 0.25) / 2, 12)
  expect(number(binary, 'auroc')).toBe(0.75)
  expect(number(binary, 'average-precision')).toBeCloseTo(1 / 2 + (1 / 2) * (2 / 3), 12)
  expect(number(binary, 'ece', { bins: 1 })).toBeCloseTo(0.5 - 0.45, 12)
})

test('which of two classes was looked for is not guessed', () => {
  const unknown = { ...binary, positive: null }
  for (const id of ['auroc', 'average-precision', 'brier-binary', 'ece'])
    expect(number(unknown, id)).toBe('no-positive-class')
  expect(number(unknown, 'brier-sum')).toBe(number(binary, 'brier-sum'))
})

test('what is missing is named', () => {
  expect(number(counts(1, 1, 1, 1), 'auroc')).toBe('no-probabilities')
  for (const id of ['balanced-accuracy', 'mcc', 'kappa'])
    expect(number(counts(2, 0, 1, 0), id)).toBe('single-class')
  expect(number(counts(2, 0, 2, 0), 'balanced-accuracy', { emptyCasePolicy: 'reference' })).toBe(
    0.5,
  )
  const three = { ...binary, classes: ['a', 'b', 'c'], probabilities: new Float64Array(12) }
  expect(number(three, 'brier-binary')).toBe('several-classes')
})

test.each([[{ bins: 0 }], [{ bins: 2.5 }], [{ gate: 1 }]])('refuses %j', (options) => {
  expect(() => scoreClassification(binary, options)).toThrow(
    expect.objectContaining({ code: 'bad-options' }),
  )
})
