import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { criteriaMatrixSchema } from '../../../src-main/contract/criteria.ts'
import { weighCriteria } from '../../../src-main/contract/weigh-criteria.ts'
import { readMatrixSource } from '../../../src-main/core/criteria/criteria-matrix.ts'
import { giveMark, setCriteria } from '../../../src-main/core/criteria/decide.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'
import { caseNames, compareTools, ratedRow } from './compared-tools.ts'

const headline = 'performance.f1@0.5'

test('the proposal has four groups, gates, and weights that sum to 100', async () => {
  const matrix = criteriaMatrixSchema.parse(await (await compareTools()).matrix())
  expect(matrix).toMatchObject({ proposed: true, versions: [] })
  expect(new Set(matrix.criteria.map(({ group }) => group)).size).toBe(4)
  expect(matrix.criteria.filter(({ kind }) => kind === 'gate').length).toBeGreaterThan(2)
  const weights = matrix.criteria.map((row) => (row.kind === 'rated' ? row.weight : 0))
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 0)
  for (const tool of matrix.tools)
    expect(Object.keys(matrix.cells[tool.key]!)).toEqual(matrix.criteria.map(({ id }) => id))
})

test('a metric is measured with interval, n, mark and a link to its run', async () => {
  const compared = await compareTools()
  const { cells } = await compared.matrix()
  const { estimates } = compared.source().comparison
  const cell = cells['baseline:a']![headline]!
  expect(cell).toMatchObject({ state: 'measured', n: 8, text: '0.865', reason: '' })
  expect(cell.mark).toBeCloseTo(0.865, 12)
  expect(cell.lower).toBe(estimates['baseline:a']!['f1@0.5']!.lower)
  expect(cell.evidence).toEqual([
    { kind: 'run', run: compared.id.slice(1) + '.1', text: 'all cases' },
  ])
})

test('when the predictions of a run are gone, what it measured is unknown and says why', async () => {
  const compared = await compareTools()
  rmSync(join(compared.deps.workspaceDir, 'runs', `${compared.id.slice(1)}.1`), { recursive: true })
  const { cells, tools, criteria, resampled } = await compared.matrix()
  for (const id of [headline, 'usability.seconds-per-megapixel', 'reliability.failed-cases']) {
    expect(cells['baseline:a']![id]).toMatchObject({ state: 'unknown', value: null, mark: null })
    expect(cells['baseline:a']![id]!.reason).toMatch(/8 predictions of 8 of run .* are gone/)
    expect(cells['baseline:b']![id]!.state).toBe('measured')
  }
  expect(resampled.marks[headline]).not.toHaveProperty('baseline:a')
  const [a, b] = weighCriteria({ cells, tools, criteria, resampled })
  expect(a!.known).toBeLessThan(b!.known)
})

test('when the record has lost the run, the cell is unknown, not zero', async () => {
  const compared = await compareTools()
  const history = { ...compared.deps.history, run: () => null }
  const { criteriaMatrix } = await import('../../../src-main/core/criteria/criteria-matrix.ts')
  const { cells } = await criteriaMatrix({ ...compared.places, history }, compared.source())
  expect(cells['baseline:a']![headline]).toMatchObject({ state: 'unknown', mark: null })
  expect(cells['baseline:a']![headline]!.reason).toMatch(/The record has no run/)
})

test('when the record has lost the check of a tool, what it found is unknown', async () => {
  const compared = await compareTools()
  const found = { unit: '', text: 'nothing found', reason: '' }
  compared.deps.history.append('tool-checked', {
    ...{ tool: compared.digestOf('baseline:a'), dataset: null, cases: ['1'], settings: {} },
    ...{ versions: {}, host: 'h', user: 'u', provider: null },
    checks: [{ ...found, check: 'empty-image', value: 1 }],
  })
  const id = 'reliability.empty-image'
  const { seq } = compared.deps.history.head()
  const measured = (await compared.matrix()).cells['baseline:a']![id]!
  expect(measured).toMatchObject({ state: 'measured', evidence: [{ kind: 'check', seq }] })
  const { events } = compared.deps.history
  const history: typeof compared.deps.history = {
    ...compared.deps.history,
    events: (...asked) => events(...asked).filter(({ type }) => type !== 'tool-checked'),
  }
  const { criteriaMatrix } = await import('../../../src-main/core/criteria/criteria-matrix.ts')
  const { cells } = await criteriaMatrix({ ...compared.places, history }, compared.source())
  expect(cells['baseline:a']![id]).toMatchObject({ state: 'unknown', value: null, mark: null })
  expect(cells['baseline:a']![id]!.reason).toContain('not checked')
})

test('a draw takes the same units in every row and for every tool', async () => {
  const compared = await compareTools()
  const { resampled } = await compared.matrix()
  expect(resampled.draws).toBe(200)
  const { 'baseline:a': a, 'baseline:b': b } = resampled.marks[headline]!
  // both tools lose the same on the same cases, so that they differ by the same in every draw
  for (let draw = 0; draw < 200; draw++) expect(a![draw]! - b![draw]!).toBeCloseTo(0.3, 4)
  expect(new Set(a).size).toBeGreaterThan(10)
  expect((await compared.matrix()).resampled).toEqual(resampled)
})

test('a row of a stratum counts its cases only, by the same functions', async () => {
  const dataset = frozenDataset(caseNames)
  const cases = dataset.cases.map((one, at) => ({ ...one, factors: { snr: at < 3 ? 2 : 10 } }))
  const compared = await compareTools(undefined, { dataset: { ...dataset, cases } })
  const row = ratedRow({
    id: 'low',
    group: 'performance',
    source: { from: 'metric', metric: 'f1@0.5' },
    stratum: { factor: 'snr', value: '2' },
    scale: { worst: 0, best: 1 },
  })
  const nowhere = { ...row, id: 'none', name: 'Nowhere', stratum: { factor: 'snr', value: '7' } }
  setCriteria(compared.deps.history, compared.source(), {
    ...{ criteria: [row, nowhere], person: 'Anna', reason: '' },
  })
  const { cells, strata, warnings } = await compared.matrix()
  expect(strata).toEqual([
    {
      factor: 'snr',
      values: [
        { value: '2', cases: 3 },
        { value: '10', cases: 5 },
      ],
    },
  ])
  expect(cells['baseline:a']!['low']).toMatchObject({ state: 'measured', n: 3 })
  expect(cells['baseline:a']!['low']!.value).toBeCloseTo(0.89, 12)
  expect(cells['baseline:a']!['none']).toMatchObject({ state: 'unknown', mark: null })
  expect(warnings.join(' ')).toContain('Nowhere: no case has snr 7')
})

test('criteria that are set after results or marks are told of', async () => {
  const compared = await compareTools()
  const { history } = compared.deps
  const row = ratedRow({ anchors: [{ mark: 1, text: 'yes' }] })
  const order = { criteria: [row], person: 'Anna', reason: '' }
  setCriteria(history, compared.source(), order)
  let matrix = await compared.matrix()
  expect(matrix.versions).toMatchObject([{ afterResults: true, afterMarks: false, criteria: 1 }])
  expect(matrix.warnings.join(' ')).toMatch(/when the results of the comparison were known/)
  giveMark(history, compared.source(), {
    ...{ tool: 'baseline:a', criterion: 'own', mark: 1, rater: 'Ben', reason: '' },
  })
  setCriteria(history, compared.source(), { ...order, reason: 'a row was unclear' })
  matrix = await compared.matrix()
  expect(matrix.versions.map(({ afterMarks }) => afterMarks)).toEqual([false, true])
  expect(matrix.warnings.join(' ')).toMatch(/after marks were given .*because: a row was unclear/)
})

test('a comparison that the record does not have is not found', async () => {
  const { deps } = await compareTools()
  expect(() => readMatrixSource(deps.history, 'none')).toThrow('There is no comparison none.')
})
