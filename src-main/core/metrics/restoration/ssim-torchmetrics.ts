/**
 * SSIM and MS-SSIM as torchmetrics 1.9 computes them: borders mirrored with the edge pixel once, and the mean
 * taken over the whole map, so that pixels count whose window reaches beyond the image.
 */
import type { Score } from '../../../contract/words.ts'
import type { RealImage } from '../../images/types.ts'
import { requireSameShape } from './image-pair.ts'
import { mirror } from './mirror.ts'
import { msSsimWeights } from './ms-ssim.ts'
import { ssim, ssimWang, type SsimOptions } from './ssim.ts'
import { ssimSums } from './ssim-sums.ts'

/** Two or three dimensions. Undefined where a side is not longer than half the window. */
export function ssimTorchmetrics(
  truth: RealImage,
  prediction: RealImage,
  options: Pick<SsimOptions, 'dataRange'>,
): Score {
  requireSameShape(truth, prediction)
  const radius = (ssimWang.window.size - 1) / 2
  if (truth.shape.some((length) => length <= radius)) {
    return { undefined: 'image-smaller-than-window' }
  }
  const padded = (image: RealImage): RealImage => mirror(image, radius, 'once')
  return ssim(padded(truth), padded(prediction), { ...ssimWang, ...options })
}

/** 2D only; sides above 160 px. Contrasts are taken where the window fits, the coarsest SSIM over the whole map. */
export function msSsimTorchmetrics(
  truth: RealImage,
  prediction: RealImage,
  dataRange: number,
): Score {
  requireSameShape(truth, prediction)
  const { window } = ssimWang
  if (Math.min(...truth.shape) < window.size * 16) return { undefined: 'image-too-small' }
  if (dataRange === 0) return { undefined: 'zero-data-range' }
  let [t, p] = [truth, prediction]
  let value = 1
  for (const weight of msSsimWeights.slice(0, -1)) {
    const sums = ssimSums(t, p, { ...ssimWang, dataRange }, { wantsContrast: true })
    value *= Math.max(0, sums.contrast / sums.places) ** weight
    ;[t, p] = [halved(t), halved(p)]
  }
  const coarsest = ssimTorchmetrics(t, p, { dataRange })
  if ('undefined' in coarsest) return coarsest
  value *= Math.max(0, Number(coarsest.value)) ** msSsimWeights.at(-1)!
  return Number.isNaN(value) ? { undefined: 'non-finite-pixels' } : { value }
}

/** Means of 2 x 2 pixels; an odd last row or column is left out. */
function halved({ shape, data }: RealImage): RealImage {
  const [height = 0, width = 0] = shape
  const rows = Math.floor(height / 2)
  const columns = Math.floor(width / 2)
  const half = new Float64Array(rows * columns)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const at = 2 * y * width + 2 * x
      half[y * columns + x] =
        (data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]!) / 4
    }
  return { shape: [rows, columns], data: half }
}
