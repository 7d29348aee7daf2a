import { expect, test } from 'vitest'
import { toolSettingsSchema, type ToolSettings } from '../../../src-main/contract/tool-file.ts'
import type { Digest, Json } from '../../../src-main/contract/words.ts'
import {
  tuningWarnings,
  type TriedEvaluation,
  type TunedTool,
} from '../../../src-main/core/evaluation/tuning-budget.ts'

const digestOf = (name: string): Digest => `sha256:${name.padEnd(64, '0')}`
const defaults = toolSettingsSchema.parse({})
const smooth = (sigmaPx: number): ToolSettings =>
  toolSettingsSchema.parse({ parameters: { sigmaPx } })

const tool = (name: string, settings = defaults, kind: TunedTool['kind'] = 'model'): TunedTool => ({
  ...{ name, kind, digest: digestOf(name), settings, defaults },
})
const evaluation = (
  cases: 'test' | 'tuning',
  tools: readonly TunedTool[],
  dataset = digestOf('d'),
): TriedEvaluation => ({
  ...{ dataset, cases },
  tools: tools.map(({ name, digest, settings }, at) => ({
    ...{
      key: `${name}#${at}`,
      role: 'tool' as const,
      reference: name,
      digest,
      settings: settings as unknown as Json,
    },
  })),
})
const warningsOf = (
  cases: 'test' | 'tuning',
  tools: readonly TunedTool[],
  ...earlier: TriedEvaluation[]
) => tuningWarnings(evaluation(cases, tools), tools, earlier)

test('tools with their own defaults, tried once, need no word', () => {
  expect(warningsOf('test', [tool('a'), tool('b')])).toEqual([])
})

test('repeating the same settings is no further try', () => {
  const tools = [tool('a'), tool('b')]
  expect(warningsOf('test', tools, evaluation('test', tools))).toEqual([])
})

test('a second setting on the test cases is told, in one evaluation or in two', () => {
  const told = /^a was run with 2 different settings on these test cases, none of them tried/
  const [first] = warningsOf('test', [tool('a', smooth(2))], evaluation('test', [tool('a')]))
  expect(first).toMatch(told)
  const [both] = warningsOf('test', [tool('a'), tool('a', smooth(2))])
  expect(both).toMatch(told)
})

test('what was tried on other datasets does not count', () => {
  const elsewhere = evaluation('test', [tool('a', smooth(3))], digestOf('e'))
  expect(warningsOf('test', [tool('a')], elsewhere)).toEqual([])
})

test('a chosen setting that was tried on the cases for tuning is proven; else that is said', () => {
  const [unproven] = warningsOf('test', [tool('a', smooth(2))])
  expect(unproven).toMatch(/^a ran with settings that a person chose \(parameters\)/)
  const sweep = evaluation('tuning', [tool('a'), tool('a', smooth(2))])
  expect(warningsOf('test', [tool('a', smooth(2))], sweep)).toEqual([])
  expect(
    warningsOf('test', [tool('a', smooth(2))], sweep, evaluation('test', [tool('a')])),
  ).toEqual([])
})

test('unlike budgets of tuning are told with their numbers, results made elsewhere left out', () => {
  const sweep = evaluation('tuning', [tool('a'), tool('a', smooth(2)), tool('a', smooth(3))])
  const [unlike] = warningsOf(
    'test',
    [tool('a'), tool('b'), tool('c', defaults, 'predictions')],
    sweep,
  )
  expect(unlike).toMatch(/tried on the cases for tuning: a 3, b 0\. A tool/)
  expect(warningsOf('tuning', [tool('a'), tool('a', smooth(2)), tool('b')])[0]).toMatch(/a 2, b 1/)
  expect(warningsOf('tuning', [tool('a'), tool('b')])).toEqual([])
})
