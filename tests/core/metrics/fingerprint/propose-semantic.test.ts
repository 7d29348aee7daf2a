import { expect, test } from 'vitest'
import type { Answers } from '../../../../src-main/contract/fingerprint.ts'
import { proposeForSemantic } from '../../../../src-main/core/metrics/fingerprint/propose-semantic.ts'
import { factsWith } from './facts.ts'

const pixelSizeUm = { x: 0.25, y: 0.25 }
const proposed = (answers: Answers, change = {}) =>
  proposeForSemantic({ answers, facts: factsWith(change) }).proposal()
const ids = (answers: Answers) => proposed(answers).metrics.map(({ id }) => id)

test('an outline that matters: NSD at the disagreement of annotators, in pixels', () => {
  const { metrics, options } = proposed(
    { outline: 'yes', 'annotator-disagreement': 1.5 },
    { pixelSizeUm },
  )
  expect(metrics.map(({ id }) => id)).toEqual(['dice', 'precision', 'recall', 'nsd@1.5', 'assd'])
  expect(options).toContainEqual(expect.objectContaining({ name: 'distanceUnit', value: 'px' }))
})

test('without a tolerance: mean distances, and no HD95', () => {
  expect(ids({ outline: 'yes' })).toEqual(['dice', 'precision', 'recall', 'masd', 'assd'])
})

test('distances are in micrometres where the pixel size is known', () => {
  const { options } = proposed({}, { pixelSizeUm })
  expect(options.map(({ name, value }) => [name, value])).toEqual([
    ['distanceUnit', 'um'],
    ['pixelSizeUm', pixelSizeUm],
  ])
  expect(proposed({}).options).toEqual([])
})

test('lines: clDice leads, and no distance of borders', () => {
  expect(ids({ centre: 'yes' })).toEqual(['cl-dice', 'dice', 'precision', 'recall'])
})

test('tiny objects: borders within a tolerance lead', () => {
  expect(ids({ tiny: 'yes' })[0]).toBe('nsd@1')
  expect(ids({ tiny: 'yes', outline: 'yes', 'annotator-disagreement': 2 })[0]).toBe('nsd@2')
})

test('noisy annotation asks for a tolerance', () => {
  expect(ids({ 'truth-doubts': 'noisy' })).toContain('nsd@2')
})
