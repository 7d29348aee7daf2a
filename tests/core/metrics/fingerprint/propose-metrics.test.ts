import { expect, test } from 'vitest'
import type { Answers } from '../../../../src-main/contract/fingerprint.ts'
import { taskSchema, type Task } from '../../../../src-main/contract/words.ts'
import { metricDefinition, optionsOfTask } from '../../../../src-main/core/metrics/definitions.ts'
import { proposeMetrics } from '../../../../src-main/core/metrics/fingerprint/propose-metrics.ts'
import { questionsOf } from '../../../../src-main/core/metrics/fingerprint/questions.ts'
import { factsWith } from './facts.ts'

const pixelSizeUm = { x: 0.1, y: 0.1 }

/** No answer, every single answer, and every pair of answers. */
function situations(task: Task): Answers[] {
  const single = questionsOf(task).flatMap(({ id, choices }): Answers[] =>
    choices.length === 0 ? [{ [id]: 3 }] : choices.map(({ value }) => ({ [id]: value })),
  )
  return [{}, ...single, ...single.flatMap((a) => single.map((b) => ({ ...a, ...b })))]
}

test.each(taskSchema.options)(
  '%s: whatever is answered, every proposed metric and option exists, with a reason',
  (task) => {
    for (const answers of situations(task))
      for (const facts of [factsWith(), factsWith({ pixelSizeUm, emptyCases: 1 })]) {
        const { headline, metrics, options } = proposeMetrics(task, { answers, facts })
        expect(metrics[0]?.id).toBe(headline)
        expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length)
        for (const { id, reason } of metrics) {
          expect(metricDefinition(id).tasks).toContain(task)
          expect(reason).toMatch(/^[A-Z].*\.$/)
        }
        for (const { name, reason } of options) {
          expect(['emptyCasePolicy', ...optionsOfTask(task)]).toContain(name)
          expect(reason).toMatch(/\.$/)
        }
        const ids = metrics.map(({ id }) => id)
        expect(ids.includes('dice') && ids.includes('iou')).toBe(false)
      }
  },
)

test.each([
  ['instances', 'f1@0.5', ['f1@0.95', 'panoptic-quality@0.5', 'count-error', 'missed', 'merged']],
  ['semantic', 'dice', ['hd95', 'assd', 'precision', 'recall']],
  ['detection', 'f1-points', ['localisation-rmse', 'count-error']],
  ['classification', 'balanced-accuracy', ['mcc']],
  ['restoration', 'ssim-wang', ['psnr', 'pearson', 'nrmse-euclidean']],
] as const)('%s without answers: the default set with headline %s', (task, headline, more) => {
  const proposal = proposeMetrics(task, { answers: {}, facts: factsWith() })
  expect(proposal.headline).toBe(headline)
  expect(proposal.metrics.map(({ id }) => id)).toEqual(expect.arrayContaining([...more]))
})
