/** The catalogue of metrics: definition, formula, options, empty cases and what proves each. */
import type { Hono } from 'hono'
import type { MetricDoc } from '../../contract/selftest.ts'
import { definitionOnWire } from '../evaluation/definition-on-wire.ts'
import { metricDefinitions } from '../metrics/definitions.ts'
import { metricDoc } from '../metrics/notes/metric-docs.ts'

export function addMetricRoutes(app: Hono): void {
  app.get('/api/metrics', (context) => context.json(metricDocs()))
}

export function metricDocs(): readonly MetricDoc[] {
  return metricDefinitions.map((metric) => ({
    metric: definitionOnWire(metric),
    ...metricDoc(metric),
  }))
}
