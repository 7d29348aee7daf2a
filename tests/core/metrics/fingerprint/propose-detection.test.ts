import { expect, test } from 'vitest'
import type { Answers } from '../../../../src-main/contract/fingerprint.ts'
import { proposeForDetection } from '../../../../src-main/core/metrics/fingerprint/propose-detection.ts'
import { factsWith } from './facts.ts'

const proposed = (answers: Answers, change = {}) =>
  proposeForDetection({ answers, facts: factsWith(change) }).proposal()
const gateOf = (answers: Answers, change = {}) =>
  proposed(answers, change).options.find(({ name }) => name === 'gate')

test('the gate is what annotators disagree by, in pixels and micrometres', () => {
  expect(gateOf({ 'annotator-disagreement': 3 }, { pixelSizeUm: { x: 0.108, y: 0.108 } })).toEqual({
    name: 'gate',
    value: 3,
    reason: 'As far as two annotators are apart: 3 px, which is 0.324 µm.',
  })
})

test('a guessed gate says that it is one, and that micrometres are not known', () => {
  expect(gateOf({})?.value).toBe(5)
  expect(gateOf({})?.reason).toMatch(/no µm.*a guess/)
})

test('average precision only where there are scores and somebody uses them', () => {
  const ids = (answers: Answers) => proposed(answers).metrics.map(({ id }) => id)
  expect(ids({})).not.toContain('average-precision-points')
  expect(ids({ probabilities: 'yes' })).toContain('average-precision-points')
  expect(ids({ probabilities: 'yes', 'prediction-gaps': 'yes' })).not.toContain(
    'average-precision-points',
  )
})
