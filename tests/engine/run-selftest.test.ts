import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judgeCase, type CaseOrder } from '../../src-main/engine/judge-case.ts'
import { runSelftest, type SelftestOptions } from '../../src-main/engine/run-selftest.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'run-selftest-')))
const arrays = {
  gt: { shape: [1, 4], data: [1, 1, 0, 0] },
  pred: { shape: [1, 4], data: [1, 0, 0, 0] },
}
const masks = (id: string, dice: number) => ({
  ...{ id, kind: 'semantic', arrays, tolerance: { abs: 1e-9, rel: 0 } },
  expected: { dice: { value: dice } },
})

const here: SelftestOptions = { judge: judgeCase, atOnce: 2, values: true }
async function run(cases: readonly unknown[], options: Partial<SelftestOptions> = {}) {
  writeFileSync(join(folder, 'cases.json'), JSON.stringify({ cases }))
  return runSelftest(folder, { ...here, ...options })
}

test('counts per kind, in the order of the cases', async () => {
  const result = await run([
    masks('right', 2 / 3),
    { id: 'later', kind: 'unknown-here', expected: { x: { value: 1 }, y: { value: 2 } } },
    masks('wrong', 0.6),
  ])
  expect(result.cases.map(({ id }) => id)).toEqual(['right', 'later', 'wrong'])
  expect(result).toMatchObject({ passed: 1, failed: 1, unsupported: 2 })
  expect(result.summary.kinds).toEqual([
    { kind: 'semantic', cases: 2, passed: 1, failed: 1, unsupported: 0 },
    { kind: 'unknown-here', cases: 1, passed: 0, failed: 0, unsupported: 2 },
  ])
  expect(result.unsupportedKinds).toEqual(['unknown-here'])
  expect(result.failures).toEqual([
    expect.stringMatching(/^wrong dice: ours 0\.666\d+, expected 0\.6, by 0\.06/),
  ])
})

test('a broken entry and a thread that ends are failures, and the rest goes on', async () => {
  const judge = async (order: CaseOrder) =>
    order.reference.id === 'heavy'
      ? Promise.reject(new Error('A worker thread of the engine ended: out of memory.'))
      : judgeCase(order)
  const result = await run([null, masks('heavy', 1), masks('right', 2 / 3)], { judge })
  expect(result).toMatchObject({ passed: 1, failed: 2 })
  expect(result.cases[1]?.values).toEqual({
    dice: { error: 'A worker thread of the engine ended: out of memory.' },
  })
  expect(result.failures.join()).toContain('is not an object')
})

test('cases that pool others get their arrays', async () => {
  const pooled = { id: 'set', kind: 'instance_dataset', kwargs: { images: ['one', 'gone'] } }
  const seen: string[][] = []
  const judge = async (order: CaseOrder) => {
    seen.push(order.related.map(({ id }) => id))
    return judgeCase(order)
  }
  await run(
    [
      { ...masks('one', 1), kind: 'instance' },
      { ...pooled, expected: {} },
    ],
    { judge },
  )
  expect(seen).toEqual([[], ['one']])
})

test('values in full are left out where only verdicts are asked for', async () => {
  const result = await run([masks('right', 2 / 3)], { values: false })
  expect(result.cases).toEqual([])
  expect(result.verdicts).toHaveLength(1)
})

test('says how far it is, and stops when cancelled', async () => {
  const fractions: number[] = []
  const controller = new AbortController()
  const judge = (order: CaseOrder) => {
    if (fractions.length === 2) controller.abort()
    return judgeCase(order)
  }
  const cases = Array.from({ length: 10 }, (_, index) => masks(`case ${index}`, 2 / 3))
  await expect(
    run(cases, {
      ...{ judge, atOnce: 1, signal: controller.signal },
      onProgress: ({ fraction }) => fractions.push(fraction),
    }),
  ).rejects.toMatchObject({ code: 'cancelled' })
  expect(fractions).toEqual([0.1, 0.2, 0.3])
})
