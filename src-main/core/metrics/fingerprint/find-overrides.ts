/** What a person decided otherwise than proposed: headline, metrics, options. */
import { canonicalJson } from '../../canonical-json.ts'
import type { MetricChoice, Override } from '../../../contract/fingerprint.ts'

export function findOverrides(proposed: MetricChoice, chosen: MetricChoice): readonly Override[] {
  const names = [...new Set([...Object.keys(proposed.options), ...Object.keys(chosen.options)])]
  return [
    ...(proposed.headline === chosen.headline
      ? []
      : [
          {
            what: 'headline',
            name: 'headline',
            proposed: proposed.headline,
            chosen: chosen.headline,
          } as const,
        ]),
    ...chosen.metrics
      .filter((id) => !proposed.metrics.includes(id))
      .map((name) => ({ what: 'metric-added', name, proposed: false, chosen: true }) as const),
    ...proposed.metrics
      .filter((id) => !chosen.metrics.includes(id))
      .map((name) => ({ what: 'metric-removed', name, proposed: true, chosen: false }) as const),
    ...names.sort().flatMap((name) => {
      const [before, after] = [proposed.options[name] ?? null, chosen.options[name] ?? null]
      if (canonicalJson(before) === canonicalJson(after)) return []
      return [{ what: 'option', name, proposed: before, chosen: after } as const]
    }),
  ]
}
