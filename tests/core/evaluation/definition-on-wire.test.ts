import { expect, test } from 'vitest'
import { metricDefinitionSchema } from '../../../src-main/contract/metrics.ts'
import { definitionOnWire } from '../../../src-main/core/evaluation/definition-on-wire.ts'
import {
  metricDefinition,
  metricDefinitions,
  metricTuple,
} from '../../../src-main/core/metrics/definitions.ts'

test('every metric of the catalogue crosses the wire with its sentence and direction', () => {
  for (const definition of metricDefinitions) {
    const wire = metricDefinitionSchema.parse(definitionOnWire(definition))
    expect(wire.definition.length).toBeGreaterThan(20)
    expect(wire.id).toBe(definition.id)
  }
})

test('a distance says in which unit it was computed, as its tuple has it', () => {
  const unitIn = (options: Record<string, string>) =>
    definitionOnWire(metricDefinition('hd95'), metricTuple('hd95', options)).unit
  expect(unitIn({})).toBe('px')
  expect(unitIn({ distanceUnit: 'um' })).toBe('µm')
  expect(definitionOnWire(metricDefinition('psnr'), metricTuple('psnr')).unit).toBe('dB')
})
