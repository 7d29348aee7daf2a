import { expect, test } from 'vitest'
import { toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import { expandSweep } from '../../../src-main/core/evaluation/expand-sweep.ts'

const base = toolSettingsSchema.parse({
  parameters: { imageSigmaPx: 0, minimumAreaPx: 20 },
  decoding: { method: 'threshold-components' },
})
const expand = (sweep: Parameters<typeof expandSweep>[2]) => expandSweep('tool', base, sweep)

test('without a sweep the tool is what it was', () => {
  expect(expand({})).toEqual([base])
})

test('every combination of the values, everything else kept', () => {
  const made = expand({
    'parameters.imageSigmaPx': [1, 2],
    'decoding.threshold': [0.3, 'automatic'],
  })
  expect(made.map(({ parameters, decoding }) => [parameters, decoding])).toEqual(
    [1, 2].flatMap((imageSigmaPx) =>
      [0.3, 'automatic'].map((threshold) => [
        { imageSigmaPx, minimumAreaPx: 20 },
        { ...base.decoding, threshold },
      ]),
    ),
  )
})

test('a setting that the tool does not have is refused with those that it has', () => {
  expect(() => expand({ 'parameters.sigma': [1] })).toThrow(
    /tool has no setting parameters\.sigma; it has parameters\.imageSigmaPx, parameters\.minimumAreaPx, decoding\.channel/,
  )
  expect(() => expand({ 'decoding.method': ['none'] })).toThrow(/no setting decoding\.method/)
})

test('a value that the setting cannot have is refused', () => {
  expect(() => expand({ 'decoding.connectivity': ['diagonal'] })).toThrow(
    /decoding\.connectivity cannot be "diagonal"/,
  )
})

test('more combinations than anybody chooses from are refused with their number', () => {
  const many = Array.from({ length: 51 }, (_, at) => at)
  expect(() =>
    expand({ 'parameters.imageSigmaPx': many, 'decoding.threshold': [0.1, 0.2] }),
  ).toThrow(/102 combinations, and 100 is the limit/)
})
