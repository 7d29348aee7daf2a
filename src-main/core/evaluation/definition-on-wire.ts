/** A metric's definition as the pages get it. */
import { metricDefinitionSchema, type MetricDefinition } from '../../contract/metrics.ts'
import type { metricDefinition } from '../metrics/definitions.ts'

export function definitionOnWire(
  definition: ReturnType<typeof metricDefinition>,
): MetricDefinition {
  const { id, version, name, tasks, unit, direction, range, aggregation, digits } = definition
  return metricDefinitionSchema.parse({
    id,
    version,
    name,
    tasks: [...tasks],
    definition: definition.definition,
    unit,
    direction,
    range: [...range],
    aggregation,
    digits,
  })
}
