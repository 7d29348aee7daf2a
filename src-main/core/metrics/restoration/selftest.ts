/**
 * Values for the cases of kind `restoration` in a reference folder (its README names them). Names
 * that are not known here are left out; the caller reports them as unsupported.
 */
import type { Json, Score } from '../../../contract/words.ts'
import type { PixelType, RealImage } from '../../images/types.ts'
import { careScores } from './care-protocol.ts'
import { dataRangeOf } from './data-range.ts'
import { fourierRingCorrelation, fourierRingCorrelationMiplib } from './fourier-ring-correlation.ts'
import { applyGainOffset, fitGainOffset } from './gain-offset.ts'
import { finitePairs } from './image-pair.ts'
import { fitMicroSsimOfPair, microSsim } from './micro-ssim.ts'
import { msSsim } from './ms-ssim.ts'
import { normalisedMutualInformation } from './mutual-information.ts'
import { nrmse } from './nrmse.ts'
import { pearson } from './pearson.ts'
import { pixelErrors } from './pixel-errors.ts'
import { rangeOf } from './pixel-moments.ts'
import { psnr } from './psnr.ts'
import { firstCrossing } from './ring-crossing.ts'
import { msSsimTorchmetrics } from './ssim-torchmetrics.ts'
import { ssim, ssimMap, ssimUniform7, ssimWang, type SsimOptions } from './ssim.ts'
import { gaussianWindow, uniformWindow } from './ssim-window.ts'

export interface RestorationArray {
  readonly shape: readonly number[]
  readonly data: ArrayLike<number | bigint>
}

export interface RestorationCase {
  /** `yxc` where the last axis holds channels. */
  readonly axes?: string | null
  readonly dtypes?: Readonly<Record<string, string>>
  /** Names asked for, with the parameters that belong to them. */
  readonly expected: Readonly<
    Record<string, { readonly kwargs?: Readonly<Record<string, unknown>> }>
  >
}

interface Pair {
  readonly truth: RealImage
  readonly prediction: RealImage
  readonly channelsLast: boolean
  /** From the parameters of the name, else the truth's range. */
  readonly dataRange: number
  readonly kwargs: Readonly<Record<string, unknown>>
}

export function restorationCase(
  arrays: Readonly<Record<string, RestorationArray>>,
  description: RestorationCase,
): Record<string, Json> {
  const truth = realImage(arrays.gt)
  const prediction = realImage(arrays.pred)
  const channelsLast = description.axes?.endsWith('c') ?? false
  const finite = finitePairs(truth, prediction)
  const values: Record<string, Json> = {}
  for (const [name, { kwargs = {} }] of Object.entries(description.expected)) {
    const stated = kwargs.data_range
    const dataRange =
      typeof stated === 'number'
        ? stated
        : name.endsWith('dtype_range')
          ? dataRangeOf('dtype-range', finite, description.dtypes?.gt as PixelType)
          : rangeOf(finite.truth)
    const pair = { truth, prediction, channelsLast, dataRange, kwargs }
    const value = errorValue(name, pair) ?? ssimValue(name, pair) ?? protocolValue(name, pair)
    if (value !== undefined) values[name] = portable(value)
  }
  return values
}

function errorValue(name: string, { truth, prediction, dataRange }: Pair): Json | undefined {
  const suffix = name.endsWith('_finite')
  const { truth: t, prediction: p } = suffix
    ? finitePairs(truth, prediction)
    : { truth: truth.data, prediction: prediction.data }
  const plain = suffix ? name.slice(0, -'_finite'.length) : name
  if (name === 'finite_pixels') return t.length - finitePairs(truth, prediction).leftOut
  if (plain === 'mse') return pixelErrors(t, p).meanSquared
  if (plain === 'rmse') return pixelErrors(t, p).rootMeanSquared
  if (plain === 'mae') return pixelErrors(t, p).meanAbsolute
  if (plain === 'pearson') return number(pearson(t, p))
  if (/^psnr(_|$)/.test(plain)) return number(psnr(pixelErrors(t, p).meanSquared, dataRange))
  if (plain === 'nrmse_euclidean') return number(nrmse(t, p, 'euclidean'))
  if (plain === 'nrmse_minmax') return number(nrmse(t, p, 'min-max'))
  if (plain === 'nrmse_mean') return number(nrmse(t, p, 'mean'))
  if (plain === 'nmi_100') {
    const { leftOut } = finitePairs(truth, prediction)
    return leftOut > 0
      ? { undefined: 'non-finite-pixels' }
      : number(normalisedMutualInformation(t, p, 100))
  }
  return undefined
}

function ssimValue(name: string, pair: Pair): Json | undefined {
  const isSsim = /^ssim_(default|gaussian|win\d+|K)/.test(name)
  if (!isSsim) return undefined
  const { truth, prediction, kwargs, dataRange, channelsLast } = pair
  const gaussian = kwargs.gaussian_weights === true || name.startsWith('ssim_gaussian')
  const preset = gaussian ? ssimWang : ssimUniform7
  const options: SsimOptions = {
    dataRange,
    channelsLast,
    window: gaussian
      ? gaussianWindow(Number(kwargs.sigma ?? 1.5))
      : uniformWindow(Number(kwargs.win_size ?? 7)),
    sampleCovariance: covarianceOf(name, kwargs, preset.sampleCovariance),
    k1: Number(kwargs.K1 ?? 0.01),
    k2: Number(kwargs.K2 ?? 0.03),
  }
  if (name.endsWith('_map')) return Array.from(ssimMap(truth, prediction, options))
  return number(ssim(truth, prediction, options))
}

function covarianceOf(
  name: string,
  kwargs: Readonly<Record<string, unknown>>,
  preset: boolean,
): boolean {
  if (typeof kwargs.use_sample_covariance === 'boolean') return kwargs.use_sample_covariance
  return name.endsWith('sample_cov') || preset
}

function protocolValue(name: string, pair: Pair): Json | undefined {
  const { truth, prediction, dataRange, channelsLast } = pair
  const care = /^care_(nrmse|psnr|ssim)$/.exec(name)
  if (care) {
    return number(careScores(truth, prediction, { channelsLast })[care[1] as 'nrmse'])
  }
  if (name === 'minmse_rmse' || name === 'minmse_psnr') {
    const fit = fitGainOffset(truth.data, prediction.data)
    const errors = pixelErrors(truth.data, applyGainOffset(prediction.data, fit))
    if (name === 'minmse_rmse') return errors.rootMeanSquared
    return dataRange === 0 ? NaN : number(psnr(errors.meanSquared, dataRange))
  }
  if (name === 'ms_ssim_valid') return number(msSsim(truth, prediction, dataRange))
  if (name === 'ms_ssim_torchmetrics') {
    return number(msSsimTorchmetrics(truth, prediction, dataRange))
  }
  if (name === 'microssim') {
    const fit = fitMicroSsimOfPair({ truth, prediction }, { channelsLast })
    return fit === null ? NaN : number(microSsim(truth, prediction, fit, { channelsLast }))
  }
  if (name === 'frc_miplib') return fourierRingCorrelationMiplib(truth, prediction).correlation
  const frc = /^frc_(none|hann)(_counts|_1\/7)?$/.exec(name)
  if (!frc) return undefined
  const rings = fourierRingCorrelation(truth, prediction, frc[1] as 'none' | 'hann')
  if (frc[2] === '_counts') return rings.counts
  if (frc[2] === undefined) return rings.correlation
  const crossing = firstCrossing(rings)
  return { frequency: crossing?.frequency ?? NaN, resolution_px: crossing?.resolutionPx ?? NaN }
}

function realImage(array: RestorationArray | undefined): RealImage {
  const { shape, data } = array ?? { shape: [0], data: [] }
  return { shape, data: Float64Array.from(data as ArrayLike<number>, Number) }
}

function number(score: Score): number {
  return 'value' in score ? Number(score.value) : NaN
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
