import { expect, test } from 'vitest'
import type { AnnotatorAgreement, Engine } from '../../../src-main/core/engine-port.ts'
import {
  peopleAgreement,
  peopleFacts,
  peopleProposal,
} from '../../../src-main/core/evaluation/people-agreement.ts'
import { answersOfData } from '../../../src-main/core/metrics/fingerprint/settle-answers.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'
import { factsWith } from '../metrics/fingerprint/facts.ts'

const found: AnnotatorAgreement = {
  ...{ metric: 'dice', pairs: 3, failed: 0, mean: 0.84, distancePx: 1.234 },
}
function countingEngine() {
  const asked: unknown[] = []
  const engine = {
    request: (name: string, input: { pairs: unknown[] }) => {
      asked.push([name, input.pairs.length])
      return Promise.resolve(found)
    },
  } as unknown as Engine
  return { engine, asked }
}
const whole = frozenDataset(['a', 'b'])
const file = (path: string) => ({ ...whole.cases[0]!.truth, path })
const annotated = {
  ...whole,
  cases: whole.cases.map((item) => ({
    ...item,
    annotators: { ben: file(`ben ${item.id}`), cleo: file(`cleo ${item.id}`) },
  })),
}

test('every two annotations of an image are compared, once per content', async () => {
  const { engine, asked } = countingEngine()
  await peopleAgreement(engine, annotated)
  await peopleAgreement(engine, annotated)
  expect(asked).toEqual([['annotator-agreement', 6]])
})

test('nobody is asked where one person annotated', async () => {
  const { engine, asked } = countingEngine()
  expect(await peopleAgreement(engine, whole)).toBeNull()
  expect(asked).toEqual([])
})

test('the proposed difference is half of what people miss of full agreement, and said so', () => {
  const proposal = peopleProposal(found)
  expect(proposal?.minimalRelevantDifference).toBe(0.08)
  expect(proposal?.sentence).toMatch(/reach Dice 0\.840 among themselves \(mean of 3 pairs\)/)
  expect(peopleProposal({ ...found, mean: 1 })?.minimalRelevantDifference).toBe(0.001)
  expect(peopleProposal({ ...found, mean: null })).toBeNull()
  const psnr = peopleProposal({ ...found, metric: 'psnr', mean: 31 })
  expect(psnr?.minimalRelevantDifference).toBeNull()
})

test('their distance answers how far annotators lie apart', () => {
  const facts = { ...factsWith(), ...peopleFacts(found) }
  expect(answersOfData('semantic', facts)['annotator-disagreement']).toEqual({
    answer: 1.2,
    sentence: 'Two people lie 1.2 px apart (median of 3 pairs of annotations).',
  })
  expect(answersOfData('semantic', factsWith())).not.toHaveProperty('annotator-disagreement')
})
