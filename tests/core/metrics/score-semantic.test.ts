import { expect, test } from 'vitest'
import { metricsForTask } from '../../../src-main/core/metrics/definitions.ts'
import { scoreSemantic } from '../../../src-main/core/metrics/score-semantic.ts'
import { mask } from '../../fixtures/metrics/drawings.ts'

test('gives exactly the scores of the catalogue', () => {
  const { scores } = scoreSemantic(mask('111..'), mask('.1111'))
  expect(scores).toEqual({
    dice: { value: 4 / 7 },
    iou: { value: 2 / 5 },
    precision: { value: 2 / 4 },
    recall: { value: 2 / 3 },
  })
  expect(Object.keys(scores)).toEqual(metricsForTask('semantic').map(({ id }) => id))
})

test('follows the empty-case policy', () => {
  expect(scoreSemantic(mask('..'), mask('..')).scores.dice).toEqual({ undefined: 'both-empty' })
  const options = { emptyCasePolicy: 'reference' }
  expect(scoreSemantic(mask('..'), mask('..'), options).scores.dice).toEqual({ value: 1 })
})

test('refuses unknown options and unequal shapes', () => {
  expect(() => scoreSemantic(mask('1'), mask('1'), { comparison: '>' })).toThrow('comparison')
  expect(() => scoreSemantic(mask('11'), mask('1'))).toThrow('1 x 2')
})
