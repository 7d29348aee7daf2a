import { expect, test } from 'vitest'
import type { IndependenceStatement } from '../../../src-main/contract/independence.ts'
import type { Digest } from '../../../src-main/contract/words.ts'
import {
  independenceOf,
  independenceSentences,
  statementFor,
  type AskedTool,
} from '../../../src-main/core/evaluation/independence.ts'
import type { Queries } from '../../../src-main/core/history/queries.ts'

const digestOf = (name: string): Digest => `sha256:${name.padEnd(64, '0')}`
const tool = (name: string, kind: AskedTool['kind'] = 'model'): AskedTool => ({
  ...{ name, kind, digest: digestOf(name) },
})
const said = (
  answer: IndependenceStatement['answer'],
  of: string | null = null,
  evidence = 'new mice.',
): IndependenceStatement => ({
  ...{ answer, evidence, person: 'Anna', at: '2026-11-23T10:00:00Z', seq: 1, toolName: of },
  tool: of === null ? null : digestOf(of),
})

test('what nobody stated is said once for all tools; baselines are not asked about', () => {
  const { warnings } = independenceSentences([tool('a'), tool('b'), tool('o', 'baseline')], [])
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/used to train or tune a and b is not stated/)
  expect(independenceSentences([tool('o', 'baseline')], []).all).toEqual([])
})

test('a "no" is no warning and stands in the report, with who, when and why', () => {
  const { warnings, all } = independenceSentences([tool('a')], [said('no')])
  expect(warnings).toEqual([])
  expect(all).toEqual([
    'These images were not used to train or tune a (stated by Anna on 2026-11-23: new mice).',
  ])
})

test('a "yes" and an "unknown" warn; without evidence that is said', () => {
  const yes = independenceSentences([tool('a')], [said('yes', null, '')]).warnings[0]
  expect(yes).toMatch(
    /used to train or tune a \(stated by Anna on 2026-11-23, without evidence\): its scores flatter it/,
  )
  const unknown = independenceSentences([tool('a')], [said('unknown')]).warnings[0]
  expect(unknown).toMatch(/train or tune a is not known/)
})

test('what is stated of a tool goes before what is stated of all, and the newest counts', () => {
  const statements = [said('unknown', 'b'), said('no'), said('yes', 'b')]
  expect(statementFor(statements, tool('b'))?.answer).toBe('unknown')
  expect(statementFor(statements, tool('a'))?.answer).toBe('no')
  expect(statementFor([said('no', 'b')], tool('a'))).toBeNull()
})

test('statements of a dataset are read from the record, the newest first', () => {
  const event = (seq: number, dataset: string, answer: string) => ({
    ...{ seq, type: 'independence-stated', at: `at ${seq}` },
    payload: { dataset: digestOf(dataset), tool: null, answer, evidence: '', person: 'Anna' },
  })
  const history = {
    events: () => [event(1, 'd', 'unknown'), event(2, 'e', 'yes'), event(3, 'd', 'no')],
    tool: () => null,
  } as unknown as Queries
  expect(independenceOf(history, digestOf('d')).map(({ answer, seq }) => [answer, seq])).toEqual([
    ['no', 3],
    ['unknown', 1],
  ])
})
