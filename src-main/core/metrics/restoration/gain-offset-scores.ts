/**
 * Scores after the prediction was mapped onto the truth by least squares, and the mapping itself. Kept apart from
 * the scores before: PSNR after the fit says what Pearson's correlation says, and nothing new.
 */
import type { Score } from '../../../contract/words.ts'
import { applyGainOffset, fitGainOffset } from './gain-offset.ts'
import { nrmse } from './nrmse.ts'
import { pixelErrors } from './pixel-errors.ts'
import { rangeOf } from './pixel-moments.ts'
import { psnr } from './psnr.ts'
import type { RestorationPair } from './restoration-pair.ts'
import { ssim, ssimWang } from './ssim.ts'

type Makers = Readonly<Record<string, () => Score>>

/** By metric id. One fit serves all of them. */
export function gainOffsetScores(pair: RestorationPair): Makers {
  const { truth, prediction, pairs } = pair
  const fitted = once(() => {
    const fit = fitGainOffset(pairs.truth, pairs.prediction)
    const mapped = applyGainOffset(pairs.prediction, fit)
    const isConstant = rangeOf(pairs.prediction) === 0
    return { fit, mapped, isConstant, errors: pixelErrors(pairs.truth, mapped) }
  })
  const ofFit = (value: () => number): Score =>
    fitted().isConstant ? { undefined: 'constant-prediction' } : { value: value() }
  return {
    'gain-minus-one': () => ofFit(() => fitted().fit.gain - 1),
    offset: () => ofFit(() => fitted().fit.offset),
    'psnr-after-fit': () => psnrOf(fitted().errors.meanSquared, pair.dataRange('truth-range')),
    'psnr-range-invariant': () => psnrOf(fitted().errors.meanSquared, rangeOf(pairs.truth)),
    'nrmse-euclidean-after-fit': () => nrmse(pairs.truth, fitted().mapped),
    'ssim-wang-after-fit': () => {
      if (pairs.leftOut > 0) return { undefined: 'non-finite-pixels' }
      const mapped = { shape: prediction.shape, data: fitted().mapped }
      const dataRange = pair.dataRange('truth-range')
      if (dataRange === 0) return { undefined: 'zero-data-range' }
      return ssim(truth, mapped, { ...ssimWang, ...pair.layout, dataRange })
    },
  }
}

/** What is left of identical images after a fit is rounding. */
function psnrOf(meanSquared: number, dataRange: number): Score {
  return dataRange === 0 ? { undefined: 'zero-data-range' } : psnr(meanSquared, dataRange)
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}
