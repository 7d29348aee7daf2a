/**
 * Scores of all cases together with intervals: percentile bootstrap that draws units (samples, else images)
 * with all their cases and computes every score anew in each draw.
 */
import type { Estimate } from '../../contract/metrics.ts'
import { undefinedInWords } from '../../contract/undefined-words.ts'
import { percentileInterval } from './bootstrap.ts'
import { type PooledCase, pooledUnits } from './pooled-units.ts'
import { createRandom, generatorId } from './random.ts'
import { realOf } from './units.ts'

/** Values by metric, or the named reason why there is none. */
export type PooledScores = Readonly<Record<string, number | { readonly undefined: string }>>

export interface PooledOptions {
  readonly level: number
  readonly seed: number
  readonly draws: number
}

export const pooledMethod = 'percentile-cluster-bootstrap'

export function estimatePooled<Answer>(
  cases: readonly PooledCase<Answer>[],
  scoresOf: (answers: readonly Answer[]) => PooledScores,
  { level, seed, draws }: PooledOptions,
): Readonly<Record<string, Estimate>> {
  const { unit, groups, failed } = pooledUnits(cases)
  if (groups.length === 0) return {}
  const whole = scoresOf(groups.flat())
  const drawn = new Map(Object.keys(whole).map((metric) => [metric, [] as number[]]))
  const random = createRandom(seed)
  for (let draw = 0; groups.length > 1 && draw < draws; draw++) {
    const answers = groups.flatMap(() => groups[random.nextInteger(groups.length)]!)
    for (const [metric, value] of Object.entries(scoresOf(answers)))
      if (typeof value === 'number') drawn.get(metric)?.push(value)
  }
  const options = { level, unit, draws, seed, generator: generatorId }
  return Object.fromEntries(
    Object.entries(whole).map(([metric, value]): [string, Estimate] => {
      const values = drawn.get(metric) ?? []
      const undefinedDraws = groups.length > 1 ? draws - values.length : 0
      const note =
        typeof value === 'number'
          ? whyNoInterval(values, { units: groups.length, unit, draws })
          : undefinedInWords(value.undefined)
      const interval = note === null ? percentileInterval(Float64Array.from(values), level) : null
      return [
        metric,
        {
          mean: typeof value === 'number' ? realOf(value) : null,
          lower: interval?.lower ?? null,
          upper: interval?.upper ?? null,
          n: typeof value === 'number' ? groups.length : 0,
          undefined: typeof value === 'number' ? 0 : cases.length - failed,
          failed,
          method: pooledMethod,
          options: { ...options, ...(undefinedDraws > 0 ? { undefinedDraws } : {}) },
          note,
        },
      ]
    }),
  )
}

function whyNoInterval(
  values: readonly number[],
  { units, unit, draws }: { units: number; unit: string; draws: number },
): string | null {
  if (units < 2) return `one ${unit} has no interval`
  if (values.length < draws / 2) return 'no interval: undefined in most draws'
  // all images right: the draws know of no error, which is not the same as none to come
  if (values.every((value) => value === values[0])) return 'no interval: the same in every draw'
  return null
}
