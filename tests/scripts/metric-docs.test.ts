import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { metricsPage } from '../../scripts/metric-docs.ts'
import { metricDefinitions } from '../../src-main/core/metrics/definitions.ts'

const page = metricsPage()

test('docs/metrics.md is what the catalogue says (else: npx node scripts/metric-docs.ts)', () => {
  const stored = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'metrics.md'), 'utf8')
  expect(stored).toBe(page)
})

test('every metric stands on the page once, under its task', () => {
  const heads = [...page.matchAll(/^### `([^`]+)`/gm)].map(([, id]) => id)
  expect(heads.toSorted()).toEqual(metricDefinitions.map(({ id }) => id).toSorted())
})
