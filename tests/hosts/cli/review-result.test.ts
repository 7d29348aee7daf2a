/** `review result`: nothing before the lock, and then the whole result as JSON or as tables. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { reviewOrderSchema, reviewResultSchema } from '../../../src-main/contract/reviews.ts'
import { readMatrixSource } from '../../../src-main/core/criteria/criteria-matrix.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import { openHistory } from '../../../src-main/core/history/open-history.ts'
import { lockReview, openReview } from '../../../src-main/core/review/conduct-review.ts'
import { createReviewBook } from '../../../src-main/core/review/review-book.ts'
import { runCommandLine } from '../../../src-main/hosts/cli/run-command-line.ts'
import { testDependencies, type TestDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const tools = ['baseline:a', 'baseline:b']
const cases = ['one', 'two', 'three']

async function reviewedWorkspace(kind: 'pairwise' | 'rating') {
  const workspaceDir = mkdtempSync(join(tmpdir(), 'touchstone-'))
  const history = openHistory(workspaceDir, { clock: () => new Date() })
  const script = { dataset: frozenDataset(cases), outcome: () => 0.5 }
  const from = { history, workspaceDir } as TestDependencies
  const evaluations = createEvaluations(testDependencies(script, from))
  const id = await evaluations.start(
    evaluationOrderSchema.parse({
      dataset: { folder: '/data/set' },
      tools: tools.map((reference) => ({ reference })),
    }),
  )
  await evaluations.ended(id)
  const { comparison } = readMatrixSource(history, `c${id}`)
  const order = { kind, cases, tools, raters: ['Anna', 'Ben'], person: 'Head' }
  const session = openReview(history, comparison, reviewOrderSchema.parse(order), 'review-1')
  const book = createReviewBook(history)
  const { items } = book.session(session).opened
  for (const [place, { tools: shown }] of items[0]!.entries()) {
    const answer = kind === 'rating' ? 4 : shown[0] === 1 ? 'first' : 'second'
    history.append('review-answered', { session, rater: 'Anna', place, answer, seconds: null })
  }
  const ask = async (...more: string[]) => {
    let stdout = ''
    const status = await runCommandLine(
      ['review', 'result', '--session', session, '--workspace', workspaceDir, ...more],
      { stdout: (text) => (stdout += text), stderr: () => undefined },
    )
    return { status, stdout }
  }
  return { ask, lock: () => lockReview(history, book, session, 'Head') }
}

test('the result of pairs is refused before the lock and printed after it', async () => {
  const { ask, lock } = await reviewedWorkspace('pairwise')
  const early = await ask('--json')
  expect(early.status).toBe(2)
  expect(JSON.parse(early.stdout)).toMatchObject({ error: { code: 'conflict' } })
  expect(early.stdout).not.toMatch(/baseline/)
  lock()
  const { status, stdout } = await ask('--json')
  expect(status).toBe(0)
  const result = reviewResultSchema.parse(JSON.parse(stdout))
  expect(result.pairs).toMatchObject([{ better: 0, worse: 3, share: { value: 0, n: 3 } }])
  const table = (await ask()).stdout
  expect(table).toContain('baseline:a - baseline:b')
  expect(table).toContain('undefined: b was never beaten by a')
  expect(table).toContain('Anna and Ben')
})

test('the result of ratings is a table of levels', async () => {
  const { ask, lock } = await reviewedWorkspace('rating')
  lock()
  const { stdout } = await ask()
  expect(stdout).toMatch(/^Mean rating of 5, in 6 judgements of 1 rater: /)
  expect(stdout).toMatch(/baseline:a +4\.000.* 0 +0 +0 +3 +0\n/)
})
