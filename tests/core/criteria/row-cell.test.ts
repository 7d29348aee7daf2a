import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { giveMark, setCriteria } from '../../../src-main/core/criteria/decide.ts'
import { gateRows } from '../../../src-main/core/criteria/gate-rows.ts'
import type { DescriptionFacts } from '../../../src-main/core/engine-port.ts'
import { digestOfText, toolDescription } from '../../fixtures/scripted-engine.ts'
import { compareTools, ratedRow } from './compared-tools.ts'

let tools = 0
/** A model of its own each time: what a description said is remembered by digest. */
async function withModel(description: DescriptionFacts | null) {
  const reference = `/models/net-${String((tools += 1))}`
  const compared = await compareTools(
    [reference],
    {
      describe: (asked) =>
        toolDescription(asked, { kind: 'model', digest: digestOfText(`own ${asked}`) }),
      providers: { cpu: 0.1 },
    },
    description,
  )
  const cellOf = async (id: string) => (await compared.matrix()).cells[reference]![id]!
  return { compared, cellOf, key: reference }
}

test('a field that is read is quoted and bears points; one that is absent bears none', async () => {
  const { cellOf } = await withModel({
    license: { points: 2, quote: 'MIT', note: 'known' },
    cite: { points: 0, quote: '', note: 'not stated' },
  })
  expect(await cellOf('transparency.license')).toMatchObject({
    ...{ state: 'read', text: 'MIT', points: 2, mark: 1 },
    evidence: [{ kind: 'field', field: 'license', quote: 'MIT' }],
  })
  expect(await cellOf('transparency.cite')).toMatchObject({ state: 'read', points: 0, mark: 0 })
})

test('a tool without a description is asked the same by a person, and until then unknown', async () => {
  const { compared, cellOf, key } = await withModel({})
  expect(await cellOf('transparency.cite')).toMatchObject({
    state: 'unknown',
    points: null,
    mark: null,
  })
  const place = join(compared.deps.workspaceDir, 'paper.pdf')
  writeFileSync(place, 'paper')
  await compared.state(key, 'transparency.cite', { document: { place, page: '2' } })
  expect(await cellOf('transparency.cite')).toMatchObject({ state: 'stated', points: 2, mark: 1 })
  writeFileSync(place, 'another paper')
  const changed = await cellOf('transparency.cite')
  expect(changed).toMatchObject({ points: 1, mark: 0.5 })
  expect(changed.conflict).toContain('has changed since it was stated')
  rmSync(place)
  expect((await cellOf('transparency.cite')).evidence).toContainEqual(
    expect.objectContaining({ kind: 'document', state: 'gone', page: '2' }),
  )
})

test('"the vendor did not answer" is a value: told nothing, and not unknown', async () => {
  const { compared, cellOf, key } = await withModel({})
  await compared.state(key, 'transparency.cite', { answer: 'not-answered' })
  expect(await cellOf('transparency.cite')).toMatchObject({
    ...{ state: 'stated', text: 'vendor did not answer', points: 0, mark: 0 },
  })
})

test('one "no" fails a must that no run answers', async () => {
  const { compared, cellOf, key } = await withModel({})
  setCriteria(compared.deps.history, compared.source(), {
    ...{ person: 'Ana', reason: 'We have Macs.' },
    criteria: [{ ...gateRows[0]!, id: 'gate.ours', question: 'Does it run on our Macs?' }],
  })
  await compared.state(key, 'gate.ours', { answer: 'no' })
  expect(await cellOf('gate.ours')).toMatchObject({ state: 'stated', gate: 'not-met' })
})

test('a run and a person who disagree about a must leave it open, with both in sight', async () => {
  const { compared, cellOf, key } = await withModel({})
  expect(await cellOf('gate.offline')).toMatchObject({ state: 'measured', gate: 'met' })
  await compared.state(key, 'gate.offline', { answer: 'not-answered' })
  expect(await cellOf('gate.offline')).toMatchObject({ state: 'measured', gate: 'met' })
  await compared.state(key, 'gate.offline', { answer: 'no', text: 'calls home' })
  const cell = await cellOf('gate.offline')
  expect(cell).toMatchObject({ state: 'measured', gate: 'open' })
  expect(cell.conflict).toBe('A run here says yes, but a person answers: no.')
  expect(cell.evidence.map(({ kind }) => kind)).toEqual(['run', 'statement'])
})

test('what a vendor claims is shown beside what was measured and changes no mark', async () => {
  const { compared, cellOf, key } = await withModel({})
  const before = await cellOf('usability.seconds-per-megapixel')
  await compared.state(key, 'usability.seconds-per-megapixel', { answer: 'value', value: 0.001 })
  const after = await cellOf('usability.seconds-per-megapixel')
  expect(after).toMatchObject({ state: 'measured', value: before.value, mark: before.mark })
  expect(after.evidence.map(({ kind }) => kind)).toEqual(['run', 'statement'])
})

test('where nothing was measured, a stated value takes its place and is called stated', async () => {
  const { compared, cellOf, key } = await withModel({})
  expect(await cellOf('usability.peak-memory')).toMatchObject({ state: 'unknown' })
  await compared.state(key, 'usability.peak-memory', { answer: 'value', value: 8192, text: '8 GB' })
  expect(await cellOf('usability.peak-memory')).toMatchObject({
    ...{ state: 'stated', text: '8 GB', mark: 0.5 },
  })
})

test('two people are kept apart, their mean is shown, and that they disagree is said', async () => {
  const compared = await compareTools()
  const { history } = compared.deps
  const anchors = [0, 0.5, 1].map((mark) => ({ mark, text: `mark ${String(mark)}` }))
  setCriteria(history, compared.source(), {
    ...{ criteria: [ratedRow({ anchors })], person: 'Anna', reason: '' },
  })
  const rate = (rater: string, mark: number): void =>
    giveMark(history, compared.source(), {
      ...{ tool: 'baseline:a', criterion: 'own', mark, rater, reason: '' },
    })
  rate('Anna', 0)
  rate('Ben', 1)
  rate('Anna', 0.5)
  const cell = (await compared.matrix()).cells['baseline:a']!['own']!
  expect(cell.marks.map(({ rater, mark }) => [rater, mark])).toEqual([
    ['Anna', 0.5],
    ['Ben', 1],
  ])
  expect(cell).toMatchObject({ state: 'stated', mark: 0.75 })
  expect(cell.conflict).toBe('Anna gives 0.5, Ben gives 1.')
  expect((await compared.matrix()).cells['baseline:b']!['own']).toMatchObject({
    ...{ state: 'unknown', mark: null },
  })
})
