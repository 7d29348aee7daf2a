import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { giveMark, setCriteria } from '../../../src-main/core/criteria/decide.ts'
import { eventsOf } from '../../../src-main/core/criteria/read-decisions.ts'
import { compareTools, ratedRow } from './compared-tools.ts'

const anchors = [
  { mark: 0, text: 'no' },
  { mark: 1, text: 'yes' },
]

async function withRow(change: Parameters<typeof ratedRow>[0] = {}) {
  const compared = await compareTools()
  const set = (criteria: Parameters<typeof setCriteria>[2]['criteria'], reason = ''): void =>
    setCriteria(compared.deps.history, compared.source(), { criteria, person: 'Anna', reason })
  set([ratedRow(change)])
  const mark = (given: number, tool = 'baseline:a', criterion = 'own'): void =>
    giveMark(compared.deps.history, compared.source(), {
      ...{ tool, criterion, mark: given, rater: 'Ben', reason: '' },
    })
  return { compared, set, mark }
}

test('rows with one id, two ways to mark, or a metric that was not computed are refused', async () => {
  const { set, compared } = await withRow()
  expect(() => set([ratedRow(), ratedRow()])).toThrow('Two rows have the id own')
  expect(() => set([ratedRow({ anchors, scale: { worst: 0, best: 1 } })])).toThrow('both a scale')
  expect(() => set([ratedRow({ scale: { worst: 1, best: 1 } })])).toThrow('begins and ends at 1')
  expect(() => set([ratedRow({ source: { from: 'metric', metric: 'psnr' } })])).toThrow(
    'asks for the metric psnr, which this comparison did not compute',
  )
  expect(eventsOf(compared.deps.history, 'criteria-set')).toHaveLength(1)
})

test('a mark is one of the anchors of a row that people rate', async () => {
  const { mark, compared } = await withRow({ anchors })
  expect(() => mark(0.5)).toThrow('0.5 is none of the marks of Own; they are 0, 1')
  expect(() => mark(1, 'nobody')).toThrow('no tool nobody')
  expect(() => mark(1, 'baseline:a', 'other')).toThrow('no row other')
  mark(1)
  const [event] = eventsOf(compared.deps.history, 'mark-given')
  expect(event?.payload.tool).toEqual({
    key: 'baseline:a',
    digest: compared.digestOf('baseline:a'),
  })
})

test('nobody gives a mark to a measured row, a must, or a row without anchors', async () => {
  const scaled = await withRow({ scale: { worst: 0, best: 1 } })
  expect(() => scaled.mark(1)).toThrow('gets its mark from its scale')
  const bare = await withRow()
  expect(() => bare.mark(1)).toThrow('has no anchors')
  const proposed = await compareTools()
  expect(() =>
    giveMark(proposed.deps.history, proposed.source(), {
      ...{ tool: 'baseline:a', criterion: 'gate.offline', mark: 1, rater: 'Ben', reason: '' },
    }),
  ).toThrow('is a must')
})

test('changing criteria after marks needs a reason', async () => {
  const { set, mark } = await withRow({ anchors })
  mark(1)
  expect(() => set([ratedRow({ anchors, weight: 9 })])).toThrow('say why')
  set([ratedRow({ anchors, weight: 9 })], 'weights were swapped')
})

test('a statement keeps the hash of its document; an address is kept as text', async () => {
  const { compared } = await withRow()
  const place = join(compared.deps.workspaceDir, 'offer.pdf')
  writeFileSync(place, 'offer')
  await compared.state('baseline:a', 'own', { document: { place, page: '3' } })
  await compared.state('baseline:a', 'own', { document: { place: 'https://a.org/x', page: '' } })
  const made = eventsOf(compared.deps.history, 'statement-made')
  expect(made.map(({ payload }) => payload.document?.sha256)).toEqual([
    expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    null,
  ])
})

test('statements about unknown tools, of absent documents, or of a value that is not there are refused', async () => {
  const { compared } = await withRow()
  const nowhere = { place: join(compared.deps.workspaceDir, 'none.pdf'), page: '' }
  await expect(compared.state('baseline:a', 'own', { document: nowhere })).rejects.toThrow(
    'There is no document',
  )
  await expect(
    compared.state('baseline:a', 'own', { tool: `sha256:${'9'.repeat(64)}` }),
  ).rejects.toThrow('The record has no tool')
  await expect(compared.state('baseline:a', 'own', { answer: 'value' })).rejects.toThrow(
    'none is stated',
  )
  expect(eventsOf(compared.deps.history, 'statement-made')).toEqual([])
})
