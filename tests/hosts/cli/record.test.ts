/** `evaluate`, `history` and `verify`: one evaluation, read back, and found out when it was changed. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { runRecordSchema, runSummarySchema } from '../../../src-main/contract/evaluations.ts'
import { executionSchema, fallbackSchema } from '../../../src-main/contract/execution.ts'
import { estimateSchema } from '../../../src-main/contract/metrics.ts'
import { verificationSchema } from '../../../src-main/contract/record.ts'
import { comparisonSchema } from '../../../src-main/contract/comparison.ts'
import { newFolder, writeSmallDataset, type SmallDataset } from '../../contract/small-dataset.ts'
import { touchstone, type Ended } from './touchstone.ts'

/** DESIGN's document of `evaluate`, read strictly: a field too many or too few is a change of contract. */
const evaluateDocument = z.strictObject({
  comparison: z.string(),
  evaluation: z.string(),
  dataset: comparisonSchema.shape.dataset,
  sentence: z.string(),
  headline: z.string(),
  runs: z.array(
    z.strictObject({
      run: z.string(),
      tool: z.string(),
      name: z.string(),
      provider: z.string().nullable(),
      execution: executionSchema.nullable(),
      fallbacks: z.array(fallbackSchema),
      cases: z.number(),
      failed: z.number(),
      secondsTotal: z.number(),
      scores: z.record(
        z.string(),
        z.strictObject({
          ...estimateSchema.omit({ options: true }).shape,
          interval: estimateSchema.shape.options,
          version: z.string(),
          options: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
  ranking: comparisonSchema.shape.ranking,
  verdicts: comparisonSchema.shape.verdicts,
  warnings: z.array(z.string()),
})

let folder: string
let workspace: readonly [option: string, folder: string]
let dataset: SmallDataset
let evaluated: Ended

beforeAll(async () => {
  folder = newFolder()
  workspace = ['--workspace', join(folder, 'workspace')]
  dataset = writeSmallDataset(join(folder, 'data'), { cases: 4 })
  evaluated = await touchstone(
    [
      ...['evaluate', '--json', '--dataset', 'data', ...workspace],
      ...['--tool', 'baseline:otsu', '--tool', 'predictions:data/exported'],
    ],
    folder,
  )
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const document = (): z.infer<typeof evaluateDocument> => evaluateDocument.parse(evaluated.json())

test('evaluate prints one JSON document on stdout and its progress on stderr', () => {
  expect(evaluated.status).toBe(0)
  expect(evaluated.stderr).toContain('case-1: done')
  const { runs, dataset: found, ranking, headline } = document()
  expect(found).toMatchObject({ name: 'Discs', cases: 4, unit: 'image', units: 4 })
  expect(runs.map(({ tool, cases, failed }) => [tool, cases, failed])).toEqual([
    ['baseline:otsu', 4, 0],
    [`predictions:${dataset.predictions}`, 4, 0],
  ])
  expect(headline).toBe('f1@0.5')
  expect(ranking.map(({ rank }) => rank).sort()).toEqual([1, 2])
})

test('report writes the comparison into a folder, and never over an earlier one', async () => {
  const { comparison } = document()
  const order = ['report', comparison, '--out', 'report', ...workspace, '--json']
  const written = await touchstone(order, folder)
  expect(written.status).toBe(0)
  const { files } = z.strictObject({ files: z.array(z.string()) }).parse(written.json())
  expect(files).toContain(join(folder, 'report', 'report.html'))
  expect(readFileSync(join(folder, 'report', 'scores.csv'), 'utf8')).toMatch(/^Task,TestCase,/)
  const again = await touchstone(order, folder)
  expect([again.status, again.json()]).toMatchObject([2, { error: { code: 'conflict' } }])
})

test('an empty case has no F1 and counts as undefined, not as zero', () => {
  const f1 = document().runs[1]?.scores['f1@0.5']
  expect(f1).toMatchObject({ n: 3, undefined: 1, failed: 0 })
  // One of five discs is missing at most: F1 is 8/9 or better.
  expect(f1?.mean).toBeGreaterThanOrEqual(6 / 7)
  expect(f1?.mean).toBeLessThan(1)
})

test('history lists the runs, and one run with the scores of every case', async () => {
  const { runs } = document()
  const list = await touchstone(['history', '--json', ...workspace], folder)
  const { runs: listed } = z
    .strictObject({ runs: z.array(runSummarySchema), events: z.number(), head: z.string() })
    .parse(list.json())
  expect(listed.map((run) => [run.id, run.state, run.done]).sort()).toEqual(
    runs.map(({ run }) => [run, 'done', 4]),
  )
  const one = await touchstone(['history', '--json', '--run', runs[1]!.run, ...workspace], folder)
  const { cases } = z
    .strictObject({
      ...runRecordSchema.omit({ caseResults: true }).shape,
      cases: runRecordSchema.shape.caseResults,
    })
    .parse(one.json())
  expect(cases.map((item) => item.case)).toEqual(dataset.cases)
  expect(cases[3]?.scores['f1@0.5']).toEqual({ undefined: 'both-empty' })
  expect(cases[0]?.scores['f1@0.5']).toHaveProperty('value')
})

test('verify finds the record intact, and a score changed by 1e-9 behind its back', async () => {
  const intact = await touchstone(['verify', '--json', ...workspace], folder)
  expect(intact.status).toBe(0)
  const before = verificationSchema.parse(intact.json())
  expect(before).toMatchObject({ ok: true, problems: [] })

  const database = new Database(join(folder, 'workspace', 'touchstone.sqlite'))
  const { seq, run } = database
    .prepare(`SELECT seq, run FROM scores WHERE metric = 'f1@0.5' AND value IS NOT NULL LIMIT 1`)
    .get() as { seq: number; run: string }
  const { changes } = database
    .prepare(
      `UPDATE scores SET value = value + 1e-9 WHERE metric = 'f1@0.5' AND seq = ? AND run = ?`,
    )
    .run(seq, run)
  database.close()
  expect(changes).toBe(1)

  const changed = await touchstone(['verify', '--json', ...workspace], folder)
  expect(changed.status).toBe(1)
  const after = verificationSchema.parse(changed.json())
  expect(after.ok).toBe(false)
  expect(after.head).toBe(before.head)
  expect(after.problems).toHaveLength(1)
  expect(after.problems[0]).toMatchObject({ seq, code: 'projection-differs' })
  expect(after.problems[0]?.message).toContain('scores')
})

test('an evaluation in which a tool fails a case ends with status 1 and says so', async () => {
  rmSync(join(dataset.predictions, 'case-2.tif'))
  const ended = await touchstone(
    [
      ...['evaluate', '--json', '--dataset', 'data', '--workspace', join(folder, 'second')],
      ...['--tool', 'predictions:data/exported'],
    ],
    folder,
  )
  expect(ended.status).toBe(1)
  const { runs, warnings } = evaluateDocument.parse(ended.json())
  expect(runs[0]).toMatchObject({ cases: 4, failed: 1 })
  expect(warnings.join()).toContain('failed on 1 of 4 cases')
})
