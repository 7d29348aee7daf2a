import { expect, test } from 'vitest'
import { metricDefinitionSchema } from '../../../src-main/contract/metrics.ts'
import { definitionOnWire } from '../../../src-main/core/evaluation/definition-on-wire.ts'
import { metricDefinitions } from '../../../src-main/core/metrics/definitions.ts'

test('every metric of the catalogue crosses the wire with its sentence and direction', () => {
  for (const definition of metricDefinitions) {
    const wire = metricDefinitionSchema.parse(definitionOnWire(definition))
    expect(wire.definition.length).toBeGreaterThan(20)
    expect(wire.id).toBe(definition.id)
  }
})
