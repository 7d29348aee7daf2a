import { expect, test } from 'vitest'
import { metricDefinitionSchema } from '../../../../src-main/contract/metrics.ts'
import { restorationDefinitions } from '../../../../src-main/core/metrics/restoration/definitions.ts'

test('the ids scripts rely on, with their directions and options', () => {
  expect(
    restorationDefinitions.map(({ id, direction, defaultOptions }) => [
      id,
      direction,
      defaultOptions,
    ]),
  ).toEqual([
    ['psnr', 'higher', { dataRange: 'truth-range' }],
    ['ssim-wang', 'higher', { dataRange: 'truth-range' }],
    ['ssim-uniform7', 'higher', { dataRange: 'truth-range' }],
    ['nrmse-euclidean', 'lower', {}],
    ['pearson', 'higher', {}],
  ])
})

test('every definition is complete on the wire', () => {
  for (const definition of restorationDefinitions) {
    expect(metricDefinitionSchema.strip().safeParse(definition).success).toBe(true)
    expect(definition.definition.endsWith('.')).toBe(true)
    expect(definition.tasks).toEqual(['restoration'])
    expect(definition.emptyCasePolicy).toBe('touchstone')
    expect(definition.aggregation).toBe('mean-over-cases')
  }
})
