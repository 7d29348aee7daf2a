/** Values for reference cases of kind `shift`, under the names of the reference README. */
import type { Json } from '../../../contract/words.ts'
import { covarianceOf, shrunkCovariance } from '../../trust/shift/covariance.ts'
import { energyDistance, wassersteinDistance } from '../../trust/shift/distribution-distances.ts'
import { featureShifts } from '../../trust/shift/feature-shift.ts'
import type { FeatureTable } from '../../trust/shift/feature-table.ts'
import { frechetDistance } from '../../trust/shift/frechet-distance.ts'
import { kolmogorovSmirnov } from '../../trust/shift/kolmogorov-smirnov.ts'
import {
  covarianceRank,
  mahalanobisTail,
  squaredMahalanobis,
} from '../../trust/shift/mahalanobis.ts'
import {
  gammaOfWidth,
  medianDistance,
  squaredEnergyDistance,
  squaredMmd,
} from '../../trust/shift/pairwise-distances.ts'
import { populationStability } from '../../trust/shift/population-stability.ts'
import type { ReferenceArray, ReferenceArrays, ReferenceCase } from './reference-case.ts'
import { askedFor } from './reference-values.ts'

export function shiftCase(
  arrays: ReferenceArrays,
  { expected }: ReferenceCase,
): Record<string, Json> {
  const { x, y, X, Y } = arrays
  if (x && y) return askedFor(sampleValues(numbersOf(x), numbersOf(y)), expected)
  return X && Y ? askedFor(tableValues(tableOf(X), tableOf(Y), expected), expected) : {}
}

type Values = Record<string, () => Json>

function sampleValues(x: Float64Array, y: Float64Array): Values {
  return {
    ks_asymp: () => ({ ...kolmogorovSmirnov(x, y) }),
    ks_exact: () => ({ ...kolmogorovSmirnov(x, y, 'exact') }),
    wasserstein1: () => wassersteinDistance(x, y),
    energy_distance: () => energyDistance(x, y),
    psi_10: () => populationStability(x, y),
  }
}

function tableValues(
  reference: FeatureTable,
  compared: FeatureTable,
  expected: ReferenceCase['expected'],
): Values {
  const stated = (name: string, parameter: string, usual: () => number): number => {
    const value = expected[name]?.kwargs?.[parameter]
    return typeof value === 'number' ? value : usual()
  }
  const width = (): number => medianDistance(reference, compared)
  const mmd = (name: string) =>
    squaredMmd(reference, compared, gammaOfWidth(stated(name, 'sigma', width)))
  const covariance = () => covarianceOf(reference)
  const squared = () => squaredMahalanobis(reference, compared, covariance())
  // a covariance without inverse has distances by its pseudo-inverse only
  const whereInvertible = (values: () => Json): Json =>
    covarianceRank(covariance()) < reference.columns
      ? { undefined: 'singular-covariance' }
      : values()
  const shifts = () => featureShifts(reference, compared)
  const gamma = () => stated('mmd2_biased_gamma_1/d', 'gamma', () => 1 / reference.columns)
  return {
    median_heuristic: width,
    mmd2_biased: () => mmd('mmd2_biased').biased,
    mmd2_unbiased: () => mmd('mmd2_unbiased').unbiased,
    'mmd2_biased_gamma_1/d': () => squaredMmd(reference, compared, gamma()).biased,
    energy_distance_squared: () => squaredEnergyDistance(reference, compared),
    energy_distance: () => Math.sqrt(Math.max(0, squaredEnergyDistance(reference, compared))),
    covariance_rank: () => covarianceRank(covariance()),
    mahalanobis: () => whereInvertible(() => Array.from(squared(), Math.sqrt)),
    mahalanobis_squared_ddof0: () =>
      Array.from(squaredMahalanobis(reference, compared, covarianceOf(reference, 0))),
    mahalanobis_chi2_sf: () => {
      const df = stated('mahalanobis_chi2_sf', 'df', () => covarianceRank(covariance()))
      return Array.from(squared(), (distance) => mahalanobisTail(distance, df))
    },
    mahalanobis_pinv: () => Array.from(squared(), Math.sqrt),
    mahalanobis_squared_ledoit_wolf: () =>
      Array.from(squaredMahalanobis(reference, compared, shrunkCovariance(reference))),
    frechet_distance: () => frechetDistance(reference, compared),
    ks_per_feature: () => ({
      statistic: shifts().map(({ kolmogorovSmirnov: { statistic } }) => statistic),
      p: shifts().map(({ kolmogorovSmirnov: { p } }) => p),
    }),
    wasserstein1_per_feature: () => shifts().map(({ wasserstein }) => wasserstein),
    standardised_mean_difference: () =>
      shifts().map(({ standardisedMeanDifference }) => standardisedMeanDifference),
  }
}

function numbersOf({ data }: ReferenceArray): Float64Array {
  return Float64Array.from(data as ArrayLike<number>, Number)
}

function tableOf(array: ReferenceArray): FeatureTable {
  const [rows = 0, columns = 1] = array.shape
  return { rows, columns, values: numbersOf(array) }
}
