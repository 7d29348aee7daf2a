/** The catalogue as it is documented: pages and docs/metrics.md say the same. */
import type { MetricDoc } from '../../../contract/selftest.ts'
import type { CataloguedMetric } from '../definition-type.ts'
import { emptyRules } from './empty-rules.ts'
import { metricNote } from './metric-notes.ts'
import { optionMeaning } from './option-meanings.ts'

/** Without the definition on the wire, which the caller adds. */
export function metricDoc(metric: CataloguedMetric): Omit<MetricDoc, 'metric'> {
  const note = metricNote(metric.id)
  const option = (occasional: boolean) => {
    return ([name, usual]: [string, MetricDoc['options'][number]['usual']]) => ({
      ...{ name, usual, occasional, meaning: optionMeaning(name) },
    })
  }
  return {
    formula: note?.formula ?? '',
    options: [
      ...Object.entries(metric.defaultOptions).map(option(false)),
      ...Object.entries(metric.occasionalOptions ?? {}).map(option(true)),
    ],
    emptyCasePolicy: metric.emptyCasePolicy,
    emptyCases: note === null ? [] : emptyRules[note.emptyRule].map((one) => ({ ...one })),
    proofs: (note?.proofs ?? []).map(({ kind, names }) => ({ kind, names: [...names] })),
    onRequest: [...(metric.onRequest ?? [])],
  }
}
