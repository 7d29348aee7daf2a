import { expect, test } from 'vitest'
import { measurementNameSchema } from '../../../src-main/contract/criteria.ts'
import type { SeamCheck } from '../../../src-main/contract/model-check.ts'
import { toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import { measurementCell } from '../../../src-main/core/criteria/measurement-cell.ts'
import { frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'
import { sha } from '../history/sample-record.ts'
import { caseNames, compareTools } from './compared-tools.ts'
import { factsOf } from './gathered.ts'

test('seconds are per megapixel of every case, failures are counted with their interval', async () => {
  const compared = await compareTools(['baseline:a'], {
    outcome: (_, id) => (id === 'case-2' ? new Error('broken') : 0.5),
  })
  const tool = await factsOf(compared, 'baseline:a')
  const seconds = measurementCell('seconds-per-megapixel', tool, null, null)
  // 0.5 s for 64 x 64 pixels
  expect(seconds.cell.value).toBeCloseTo(0.5 / 0.004096, 9)
  expect(seconds.cell).toMatchObject({ unit: 's/MP', n: 7, state: 'measured' })
  const failed = measurementCell('failed-cases', tool, null, null)
  expect(failed.cell).toMatchObject({ text: '1 of 8', value: 0.125, n: 8 })
  expect(failed.cell.upper).toBeGreaterThan(0.125)
  expect(failed.values).toHaveLength(8)
  const within = measurementCell(
    'failed-cases',
    tool,
    { factor: 'f', value: 'v' },
    new Set(['case-1']),
  )
  expect(within.cell.text).toBe('0 of 1')
})

test('settings other than the defaults are counted and named', async () => {
  const compared = await compareTools(['baseline:a'])
  const tool = await factsOf(compared, 'baseline:a')
  expect(measurementCell('settings-touched', tool, null, null).cell).toMatchObject({ value: 0 })
  const settings = toolSettingsSchema.parse({ parameters: { threshold: 3 } })
  const recorded = toolDescription('baseline:a', { settings })
  const touched = measurementCell('settings-touched', { ...tool, recorded }, null, null).cell
  expect(touched).toMatchObject({ value: 1 })
  expect(touched.evidence[0]).toMatchObject({ text: 'parameters.threshold' })
})

test('the first result is the first finished case after the start of the run', async () => {
  const tool = await factsOf(await compareTools(['baseline:a']), 'baseline:a')
  const { cell } = measurementCell('seconds-to-first-result', tool, null, null)
  expect(cell.value).toBeGreaterThan(0)
  expect(
    measurementCell('seconds-to-first-result', tool, { factor: 'f', value: 'v' }, null).cell,
  ).toMatchObject({ state: 'unknown' })
})

test('results of a tool that ran elsewhere were not timed here, and their failures were', async () => {
  const reference = 'predictions:/data/results'
  const compared = await compareTools([reference], {
    dataset: frozenDataset(caseNames),
    describe: (asked) => toolDescription(asked, { kind: 'predictions' }),
  })
  const tool = await factsOf(compared, reference)
  for (const name of measurementNameSchema.options.filter(
    (one) => !['failed-cases', 'fallbacks', 'blinded-review'].includes(one),
  )) {
    const { cell } = measurementCell(name, tool, null, null)
    expect(cell.state, name).toBe('unknown')
    expect(cell.reason, name).toMatch(/elsewhere|person/)
  }
  expect(measurementCell('failed-cases', tool, null, null).cell.text).toBe('0 of 8')
})

test('what a check found is measured with its event; what it could not find is unknown with its reason', async () => {
  const compared = await compareTools(['baseline:a'])
  const check = { unit: '', text: '', reason: '' }
  compared.deps.history.append('tool-checked', {
    ...{ tool: compared.digestOf('baseline:a'), dataset: sha('d'), cases: ['1'], settings: {} },
    ...{ versions: {}, host: 'h', user: 'u', provider: null },
    checks: [
      { ...check, check: 'empty-image', value: 1, text: 'nothing found' },
      { ...check, check: 'cpu-gpu-difference', value: null, reason: 'There is no graphics card.' },
    ],
  })
  const { seq } = compared.deps.history.head()
  const tool = await factsOf(compared, 'baseline:a')
  expect(measurementCell('empty-image', tool, null, null).cell).toMatchObject({
    ...{ state: 'measured', value: 1, evidence: [{ kind: 'check', seq, text: 'nothing found' }] },
  })
  expect(measurementCell('cpu-gpu-difference', tool, null, null).cell).toMatchObject({
    ...{ state: 'unknown', value: null, reason: 'There is no graphics card.' },
  })
  expect(measurementCell('same-output-twice', tool, null, null).cell.reason).toContain(
    'not checked',
  )
})

test('test outputs and seams are known from the installation', async () => {
  const tool = {
    ...(await factsOf(await compareTools(['baseline:a']), 'baseline:a')),
    kind: 'model' as const,
  }
  const outputs = (testOutputs: string) =>
    measurementCell('test-outputs', { ...tool, installed: { seq: 3, testOutputs } }, null, null)
      .cell
  expect(outputs('passed')).toMatchObject({ value: 1, text: 'reproduced' })
  expect(outputs('ran-not-reproduced')).toMatchObject({ value: 0 })
  expect(outputs('cannot-run')).toMatchObject({ state: 'unknown', value: null })
  expect(measurementCell('test-outputs', tool, null, null).cell.reason).toContain('not installed')
  const check = {
    ...{ status: 'seams' as SeamCheck['status'], message: null, haloPx: 8, maxAbsDifference: 0.2 },
    ...{ percentile99AbsDifference: 0.1, tolerance: 0.001, sufficientHaloPx: 32, map: null },
  } as const
  const seam = (change: Partial<SeamCheck>) =>
    measurementCell(
      'tile-seam',
      { ...tool, seam: { seq: 3, check: { ...check, ...change } } },
      null,
      null,
    ).cell
  expect(seam({})).toMatchObject({ value: 0, text: 'seams up to 0.2' })
  expect(seam({ status: 'seamless' })).toMatchObject({ value: 1 })
  expect(seam({ status: 'not-measured', message: 'Too small.' })).toMatchObject({
    reason: 'Too small.',
  })
})
