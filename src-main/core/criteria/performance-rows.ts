/** One row per metric of a comparison. Only the headline metric has a weight: the others tell much the same. */
import type { Rated } from '../../contract/criteria.ts'
import type { MetricDefinition } from '../../contract/metrics.ts'

/** Where a metric has no bounds: the ends between which a mark lies, in its unit. */
const customary: Readonly<Record<string, { readonly worst: number; readonly best: number }>> = {
  psnr: { worst: 20, best: 40 },
  'nrmse-euclidean': { worst: 1, best: 0 },
}

/** Behind the headline; a facility that reviews blind gives it a weight. */
const reviewRow: Rated = {
  kind: 'rated',
  id: 'performance.blinded-review',
  group: 'performance',
  name: 'Blinded review by people',
  question:
    'How often is its result preferred to those of others, or how is it rated, by people who do not know whose it is? Always preferred, or rated 5 of 5, gets the full mark; never preferred, or rated 1, none.',
  source: { from: 'measurement', measurement: 'blinded-review' },
  stratum: null,
  weight: 0,
  scale: { worst: 0, best: 1 },
  anchors: [],
}

export function performanceRows(
  metrics: readonly MetricDefinition[],
  headline: string,
  weight: number,
): Rated[] {
  const taken = new Set([reviewRow.id])
  const rows = [...metrics]
    .sort((a, b) => Number(b.id === headline) - Number(a.id === headline))
    .map((metric): Rated => {
      const scale = scaleOf(metric)
      return {
        kind: 'rated',
        id: freeId(metric.id, taken),
        group: 'performance',
        name: metric.name.slice(0, 200),
        question: `${metric.definition} ${scaleInWords(metric, scale)}`.slice(0, 2000),
        source: { from: 'metric', metric: metric.id },
        stratum: null,
        weight: metric.id === headline ? weight : 0,
        scale,
        anchors: [],
      }
    })
  return rows.toSpliced(1, 0, reviewRow)
}

/** Null where there are no bounds and no customary ends: the row is shown and bears no mark. */
function scaleOf({ id, direction, range: [least, largest] }: MetricDefinition): Rated['scale'] {
  const known = customary[id]
  if (known) return known
  if (direction === 'zero' || least === null || largest === null) return null
  // below zero is worse than chance, or than no likeness at all
  const low = Math.max(0, least)
  return direction === 'higher' ? { worst: low, best: largest } : { worst: largest, best: low }
}

function scaleInWords({ unit }: MetricDefinition, scale: Rated['scale']): string {
  const of = (value: number): string => `${String(value)}${unit === '' ? '' : ` ${unit}`}`
  return scale === null
    ? 'It has no bounds, so it bears no mark until ends are stated.'
    : `${of(scale.best)} gets the full mark, ${of(scale.worst)} none.`
}

function freeId(metric: string, taken: Set<string>): string {
  const plain = `performance.${metric.toLowerCase().replaceAll(/[^a-z0-9.@-]+/g, '-')}`.slice(0, 74)
  let id = plain
  for (let next = 2; taken.has(id); next++) id = `${plain}-${String(next)}`
  taken.add(id)
  return id
}
