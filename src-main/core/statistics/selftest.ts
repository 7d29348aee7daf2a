/**
 * Values for the cases of kind `statistics` in a reference folder (its README names them). Names
 * that are not known here are left out; the caller reports them as unsupported.
 */
import type { Json } from '../../contract/words.ts'
import { basicInterval, bcaInterval, drawIndices, jackknife } from './bootstrap.ts'
import { percentileInterval, resampled, standardError, type Statistic } from './bootstrap.ts'
import { effectSizes, signTest } from './effect-size.ts'
import { friedmanTest, nemenyiCriticalDifference, nemenyiP } from './friedman.ts'
import { holm } from './holm.ts'
import { mean } from './moments.ts'
import * as corrections from './multiple-testing.ts'
import { pairedTTest } from './paired-t.ts'
import { median } from './quantile.ts'
import * as correlations from './rank-correlation.ts'
import * as twoSamples from './two-samples.ts'
import { wilcoxonApproximation, wilcoxonSignedRank } from './wilcoxon.ts'
import type { Alternative, ZeroRule } from './wilcoxon.ts'

export interface StatisticsArray {
  readonly shape: readonly number[]
  readonly data: ArrayLike<number | bigint>
}

export interface StatisticsCase {
  readonly kwargs: Readonly<Record<string, unknown>>
  /** Names asked for, with the parameters that belong to them. */
  readonly expected: Readonly<
    Record<string, { readonly kwargs?: Readonly<Record<string, unknown>> }>
  >
}

type Values = Record<string, number | Json>

/** Seed and number of draws behind the names that end in `_random`. */
const RANDOM = { seed: 1, draws: 9999 }

export function statisticsCase(
  arrays: Readonly<Record<string, StatisticsArray>>,
  description: StatisticsCase,
): Record<string, Json> {
  const known = valuesOf(arrays, description)
  const values: Record<string, Json> = {}
  for (const name of Object.keys(description.expected)) {
    const value = known(name)
    if (value !== undefined) values[name] = portable(value)
  }
  return values
}

type Lookup = (name: string) => Json | undefined

function valuesOf(
  arrays: Readonly<Record<string, StatisticsArray>>,
  { kwargs }: StatisticsCase,
): Lookup {
  const list = (name: string): number[] => Array.from(arrays[name]?.data ?? [], Number)
  switch (kwargs.test) {
    case 'paired':
      return paired(list('x'), list('y'))
    case 'bootstrap':
      return bootstrap(list('d'), list('resamples'))
    case 'friedman':
      return friedman(rowsOf(list('scores'), arrays.scores?.shape[1] ?? 1), kwargs)
    case 'correction':
      return (name) => corrected(name, list('p'), Number(kwargs.alpha ?? 0.05))
    case 'two_samples':
      return fromTable(independent(list('x'), list('y')))
    case 'correlation':
      return fromTable(correlated(list('x'), list('y')))
    default:
      return () => undefined
  }
}

function paired(x: readonly number[], y: readonly number[]): Lookup {
  const differences = x.map((value, i) => value - y[i]!)
  const { wPlus, wMinus, zeros, p } = wilcoxonSignedRank(differences)
  const approximation = wilcoxonApproximation(differences, { continuityCorrection: true })
  const t = pairedTTest(differences)
  const effect = effectSizes(differences)
  const table: Values = {
    n_zero_differences: zeros,
    rank_sums_wilcox: { plus: wPlus, minus: wMinus },
    approx_corrected: { statistic: approximation.statistic, p: approximation.p },
    'exact_permutation_two-sided': p,
    ttest_rel: { statistic: t.statistic, p: t.p },
    sign_test: { ...signTest(differences) },
    cohen_dz: effect.cohenDz,
    mean_difference: effect.mean,
    median_difference: effect.median,
    hodges_lehmann: effect.hodgesLehmann,
  }
  return (name) => {
    const approx = /^approx_(wilcox|pratt|zsplit)_(two-sided|greater|less)$/.exec(name)
    if (approx) {
      const options = { zeros: approx[1] as ZeroRule, alternative: approx[2] as Alternative }
      const result = wilcoxonApproximation(differences, options)
      return { statistic: result.statistic, p: result.p }
    }
    const exact = /^exact_(two-sided|greater|less)$/.exec(name)
    if (exact) {
      const alternative = exact[1] as Alternative
      const statistic = alternative === 'two-sided' ? Math.min(wPlus, wMinus) : wPlus
      return { statistic, p: wilcoxonSignedRank(differences, { alternative }).p }
    }
    return table[name]
  }
}

function bootstrap(values: readonly number[], given: readonly number[]): Lookup {
  const statistics: Record<string, Statistic> = { mean, median }
  return (name) => {
    const constant = /^(z0|acceleration)_(mean|median)$/.exec(name)
    const interval =
      /^(percentile|basic|BCa)_(mean|median)_([\d.]+)_(given_resamples|random)$/.exec(name)
    const statistic = statistics[(constant ?? interval)?.[2] ?? '']
    if (statistic === undefined) return undefined
    const random = interval?.[4] === 'random'
    const indices = random ? drawIndices(values.length, RANDOM.draws, RANDOM.seed) : given
    const drawn = resampled(values, indices, statistic)
    const estimate = statistic(values)
    const level = Number(interval?.[3] ?? 0.95)
    const bca = bcaInterval(drawn, estimate, jackknife(values, statistic), level)
    if (constant) return constant[1] === 'z0' ? bca.bias : bca.acceleration
    const { lower, upper } =
      interval?.[1] === 'percentile'
        ? percentileInterval(drawn, level)
        : interval?.[1] === 'basic'
          ? basicInterval(drawn, estimate, level)
          : bca
    const ends = { low: lower, high: upper }
    return random ? ends : { ...ends, standard_error: standardError(drawn) }
  }
}

function friedman(
  rows: readonly (readonly number[])[],
  kwargs: Readonly<Record<string, unknown>>,
): Lookup {
  const result = friedmanTest(rows, kwargs.higher_is_better === false ? 'lower' : 'higher')
  const tools = result.averageRanks.length
  const pairs = result.averageRanks.flatMap((_, a) =>
    result.averageRanks.slice(a + 1).map((_rank, k): [number, number] => [a, a + 1 + k]),
  )
  const p = pairs.map(([a, b]) => wilcoxonApproximation(rows.map((row) => row[a]! - row[b]!)).p)
  const { statistic: F, degreesOfFreedom, p: fP } = result.imanDavenport
  const table: Values = {
    average_ranks: result.averageRanks,
    friedman: { statistic: result.statistic, p: result.p },
    iman_davenport: { F, df1: degreesOfFreedom[0], df2: degreesOfFreedom[1], p: fP },
    kendall_w: result.kendallW,
    pairwise_wilcoxon_p: { pairs, p },
  }
  return (name) => {
    if (name.startsWith('nemenyi_cd@')) {
      const alpha = Number(name.slice('nemenyi_cd@'.length))
      const { q, difference } = nemenyiCriticalDifference(tools, rows.length, alpha)
      return { q, cd: difference }
    }
    if (name === 'nemenyi_p') return nemenyiP(result.averageRanks, rows.length)
    if (name.startsWith('adjusted_')) return corrected(name.slice('adjusted_'.length), p, 0.05)
    return table[name]
  }
}

function corrected(method: string, p: readonly number[], alpha: number): Json | undefined {
  const methods: Record<string, (pValues: readonly number[]) => number[]> = {
    holm,
    bonferroni: corrections.bonferroni,
    hommel: corrections.hommel,
    fdr_bh: corrections.benjaminiHochberg,
    fdr_by: corrections.benjaminiYekutieli,
    'holm-sidak': corrections.holmSidak,
  }
  const adjusted = methods[method]?.(p)
  if (adjusted === undefined) return undefined
  return { p: adjusted, reject: adjusted.map((value) => value <= alpha) }
}

function independent(x: readonly number[], y: readonly number[]): Values {
  const approximate = twoSamples.mannWhitneyApproximation(x, y)
  const exact = twoSamples.mannWhitneyExact(x, y)
  return {
    cliffs_delta: twoSamples.cliffsDelta(x, y),
    vargha_delaney_a12: twoSamples.varghaDelaneyA(x, y),
    mannwhitney_asymptotic: { statistic: approximate.u, p: approximate.p },
    mannwhitney_exact: { statistic: exact.u, p: exact.p },
    cohen_d_pooled: twoSamples.cohenD(x, y),
  }
}

function correlated(x: readonly number[], y: readonly number[]): Values {
  const named = (result: correlations.Correlation, key: string): Json => ({
    [key]: result.coefficient,
    p: result.p,
  })
  return {
    kendall_tau_b: named(correlations.kendallTauB(x, y), 'tau'),
    kendall_tau_c: named(correlations.kendallTauC(x, y), 'tau'),
    kendall_tau_b_exact: named(correlations.kendallTauExact(x, y), 'tau'),
    spearman: named(correlations.spearman(x, y), 'rho'),
    pearson: named(correlations.pearson(x, y), 'r'),
  }
}

function fromTable(table: Values): Lookup {
  return (name) => table[name]
}

function rowsOf(values: readonly number[], columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, row) =>
    values.slice(row * columns, (row + 1) * columns),
  )
}

/** JSON has no NaN and no infinities: they become words. */
function portable(value: Json): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (Array.isArray(value)) return value.map((item: Json) => portable(item))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, portable(item)]))
  }
  return value
}
