import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Json } from '../../src-main/contract/words.ts'
import type { ReferenceCase } from '../../src-main/core/metrics/selftest/reference-case.ts'
import { judgeCase } from '../../src-main/engine/judge-case.ts'
import { npyFile } from './npy-file.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'judge-case-')))
const half = {
  gt: { shape: [1, 4], data: [1, 1, 0, 0] },
  pred: { shape: [1, 4], data: [1, 0, 0, 0] },
}

async function judge(expected: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const reference = {
    ...{ id: 'half', kind: 'semantic', files: {}, dtypes: {}, axes: null, spacing: null },
    ...{ kwargs: {}, arrays: half, expected, tolerance: { abs: 1e-9, rel: 0 } },
    ...more,
  } as unknown as ReferenceCase
  return judgeCase({ folder, reference, related: [] })
}

test('says what agrees, what differs and by how much, and what is not computed', async () => {
  const { values, verdicts } = await judge({
    dice: { value: 2 / 3, source: 'by hand' },
    iou: { value: 0.4, tolerance: { abs: 0.01, rel: 0 } },
    'unheard-of': { value: 1, optional: true },
  })
  expect(values).toEqual({ dice: 2 / 3, iou: 0.5 })
  expect(verdicts).toMatchObject([
    { case: 'half', name: 'dice', verdict: 'agrees', source: 'by hand', judgedBy: 'value' },
    { name: 'iou', verdict: 'differs', tolerance: { abs: 0.01 }, difference: { beyond: 1 } },
    { name: 'unheard-of', verdict: 'not-supported', optional: true, ours: null },
  ])
  expect(verdicts[2]?.reason).toBe('This value is not computed here.')
})

test('a recommended value stands in for one that references disagree about', async () => {
  const { verdicts } = await judge({ iou: { value: 0, recommended: 0.5 } })
  expect(verdicts).toMatchObject([{ verdict: 'agrees', judgedBy: 'recommended' }])
})

test('undefined is right where the reference raises, a value is not', async () => {
  const raises = { value: null, raises: 'ZeroDivisionError' }
  const none = { shape: [1, 2], data: [0, 0] }
  const empty = await judge({ hausdorff: raises }, { arrays: { gt: none, pred: half.gt } })
  const { verdicts } = await judge({ dice: raises })
  expect(verdicts).toMatchObject([{ verdict: 'differs', raises: 'ZeroDivisionError' }])
  expect(empty.verdicts[0]?.verdict).toBe('differs') // the shapes disagree: that is an error
  const unlike = { gt: none, pred: { shape: [1, 2], data: [1, 1] } }
  const undefinedThere = await judge({ hausdorff: raises }, { arrays: unlike })
  expect(undefinedThere.verdicts[0]).toMatchObject({
    verdict: 'agrees',
    ours: { as: 'undefined', reason: 'truth-empty' },
  })
})

test('a value that ties decide is not compared, but an error of ours is one', async () => {
  const free = { value: 99, order_dependent: true }
  expect((await judge({ dice: free })).verdicts).toMatchObject([{ verdict: 'agrees' }])
  const broken = await judge({ dice: free }, { arrays: {} })
  expect(broken.verdicts).toMatchObject([{ verdict: 'differs' }])
})

test('a case that cannot be computed is a failure of each of its values, with the reason', async () => {
  const arrays = { ...half, pred: { shape: [2, 4], data: Array<number>(8).fill(1) } }
  const { values, verdicts } = await judge({ dice: { value: 1 }, iou: { value: 1 } }, { arrays })
  expect(Object.keys(values)).toEqual(['dice', 'iou'])
  for (const { verdict, ours } of verdicts) {
    expect(verdict).toBe('differs')
    expect(ours).toMatchObject({ as: 'error', message: expect.stringMatching(/shape|4/) as string })
  }
})

test('a file that is missing is the failure of its case', async () => {
  const { verdicts } = await judge({ dice: { value: 1 } }, { files: { gt: 'gone.npy' } })
  expect(verdicts[0]).toMatchObject({
    verdict: 'differs',
    ours: { as: 'error', message: `There is no file gone.npy in ${folder}.` },
  })
})

test('an expected array that is missing is the failure of its value', async () => {
  const { verdicts } = await judge({
    dice: { value: { file: 'gone.npy' } },
    iou: { value: 0.5 },
  })
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['differs', 'agrees'])
})

test('an expected array may lie in a file', async () => {
  writeFileSync(join(folder, 'line.npy'), npyFile('|u1', [1, 4], new Uint8Array([1, 1, 0, 0])))
  const { verdicts } = await judge({ skeleton_gt: { value: { file: 'line.npy' } } })
  expect(verdicts[0]).toMatchObject({
    reference: { as: 'array', count: 4 },
    difference: { compared: 4 },
  })
})

test('a kind that is not known here is not supported, not failed', async () => {
  const { values, verdicts } = await judge({ x: { value: 1 } }, { kind: 'constructor' })
  expect(values).toEqual({})
  expect(verdicts).toMatchObject([
    { verdict: 'not-supported', reason: 'Cases of kind constructor are not computed here.' },
  ])
})

test('names that every object has are names like others', async () => {
  const { values, verdicts } = await judge({ constructor: { value: 1 }, toString: { value: 1 } })
  expect(values).toEqual({})
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['not-supported', 'not-supported'])
})

test('what is printed is JSON, whatever a kind gives', async () => {
  const arrays = { x: { shape: [2], data: [1, 1] }, y: { shape: [2], data: [1, 1] } }
  const { values } = await judge(
    { ttest_rel: { value: { statistic: 'NaN' } } },
    { kind: 'statistics', kwargs: { test: 'paired' }, arrays },
  )
  expect(JSON.parse(JSON.stringify(values)) as Json).toEqual(values)
  expect(JSON.stringify(values)).toContain('"NaN"')
})
