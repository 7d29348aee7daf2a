/** A metric's definition as the pages get it. */
import {
  metricDefinitionSchema,
  type MetricDefinition,
  type MetricTuple,
} from '../../contract/metrics.ts'
import type { metricDefinition } from '../metrics/definitions.ts'

/** With the tuple, a metric that can be in pixels or micrometres says in which of them it is. */
export function definitionOnWire(
  definition: ReturnType<typeof metricDefinition>,
  tuple?: MetricTuple,
): MetricDefinition {
  const { id, version, name, tasks, unit, direction, range, aggregation, digits } = definition
  return metricDefinitionSchema.parse({
    id,
    version,
    name,
    tasks: [...tasks],
    definition: definition.definition,
    unit: tuple === undefined ? unit : unitWith(unit, tuple),
    direction,
    range: [...range],
    aggregation,
    digits,
  })
}

function unitWith(unit: string, { options }: MetricTuple): string {
  if (unit !== 'px or µm') return unit
  return options['distanceUnit'] === 'um' ? 'µm' : 'px'
}
