import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { anchorCollection } from '../../scripts/write-anchors.ts'
import { judgeCase } from '../../src-main/engine/judge-case.ts'
import { runSelftest } from '../../src-main/engine/run-selftest.ts'

const folder = join(import.meta.dirname, '..', '..', 'resources', 'anchors')
const stored: unknown = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'))
const run = () => runSelftest(folder, { judge: judgeCase, atOnce: 1, values: true })

test('the shipped file is what scripts/write-anchors.ts writes', () => {
  expect(stored).toEqual(JSON.parse(JSON.stringify(anchorCollection())))
})

test('every anchor agrees, none is left out', async () => {
  const { failures, passed, failed, unsupported } = await run()
  expect(failures).toEqual([])
  expect({ failed, unsupported }).toEqual({ failed: 0, unsupported: 0 })
  expect(passed).toBeGreaterThan(150)
})

test('every anchor names its source, and none is judged more loosely than 1 in 100', async () => {
  const { verdicts } = await run()
  for (const { name, source, tolerance, reference } of verdicts) {
    expect(source, name).not.toBe('')
    expect(tolerance.rel, name).toBeLessThan(0.01)
    const value = reference?.as === 'number' ? Math.abs(Number(reference.value)) : 0
    if (value > 0.01) expect(tolerance.abs / value, name).toBeLessThan(0.01)
  }
})

test('a value that is off by its last digit is found', async () => {
  const { cases } = anchorCollection()
  const border = cases.find(({ id }) => id === 'border, too small')!
  const { verdicts } = await judgeCase({
    folder,
    related: [],
    reference: {
      ...border,
      ...{ files: {}, dtypes: {}, axes: null, spacing: null, kwargs: {} },
      expected: { masd: { ...border.expected['masd'], value: 1.069037 } },
    } as never,
  })
  expect(verdicts).toMatchObject([{ verdict: 'differs' }])
})
