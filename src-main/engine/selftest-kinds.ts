/** Which kinds of reference case are computed here: the same functions that score runs. */
import { decodingKinds } from '../core/instances/selftest.ts'
import { kinds as metricKinds } from '../core/metrics/selftest/kinds.ts'
import type { SelftestKind } from '../core/metrics/selftest/reference-case.ts'
import { bioimageioCase } from '../core/models/selftest.ts'
import { planningCase } from '../core/statistics/planning-selftest.ts'
import { statisticsCase } from '../core/statistics/selftest.ts'

const kinds: Partial<Record<string, SelftestKind>> = {
  ...metricKinds,
  ...decodingKinds,
  bioimageio: bioimageioCase,
  statistics: statisticsCase,
  planning: planningCase,
}

/** Undefined for a kind that is not computed; names such as `constructor` are none. */
export function selftestKind(kind: string): SelftestKind | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
}
