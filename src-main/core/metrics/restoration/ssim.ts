/**
 * Structural similarity (Wang 2004) in any number of dimensions, as scikit-image computes it:
 * local means in a window that fits, so borders of half a window take no part.
 */
import type { Score } from '../../../contract/words.ts'
import type { RealImage } from '../../images/types.ts'
import { requireSameShape, type Pixels } from './image-pair.ts'
import { mirror } from './mirror.ts'
import type { SsimParameters } from './ssim-factors.ts'
import { ssimSums } from './ssim-sums.ts'
import { gaussianWindow, uniformWindow } from './ssim-window.ts'

export interface SsimOptions extends SsimParameters {
  /** The last axis holds channels: scored one by one, then averaged. */
  readonly channelsLast?: boolean
}

/** Gaussian σ 1.5 truncated at 3.5 σ (11 taps), population covariance: Wang's, our default. */
export const ssimWang = { window: gaussianWindow(1.5), sampleCovariance: false } as const

/** scikit-image's default: equal weights over 7 pixels, sample covariance. */
export const ssimUniform7 = { window: uniformWindow(7), sampleCovariance: true } as const

/** Mean over all places of the window. Undefined with a reason where that is no number. */
export function ssim(truth: RealImage, prediction: RealImage, options: SsimOptions): Score {
  requireSameShape(truth, prediction)
  const space = spaceOf(truth, options)
  if (space.some((length) => length < options.window.size)) {
    return { undefined: 'image-smaller-than-window' }
  }
  if (options.dataRange === 0) {
    return samePixels(truth.data, prediction.data) ? { value: 1 } : { undefined: 'zero-data-range' }
  }
  const channels = truth.data.length / pixelsOf(space)
  let sum = 0
  for (let channel = 0; channel < channels; channel++) {
    const one = ({ data }: RealImage): RealImage => ({
      shape: space,
      data: channelOf(data, channel, channels),
    })
    const sums = ssimSums(one(truth), one(prediction), options)
    sum += sums.ssim / sums.places
  }
  const value = sum / channels
  return Number.isNaN(value) ? { undefined: 'non-finite-pixels' } : { value }
}

/** SSIM at every pixel, borders mirrored (d c b a | a b c d); C order, the shape of the images. */
export function ssimMap(
  truth: RealImage,
  prediction: RealImage,
  options: SsimOptions,
): Float64Array {
  requireSameShape(truth, prediction)
  const space = spaceOf(truth, options)
  const channels = truth.data.length / pixelsOf(space)
  const radius = (options.window.size - 1) / 2
  const map = new Float64Array(truth.data.length)
  for (let channel = 0; channel < channels; channel++) {
    const mirrored = (image: RealImage): RealImage =>
      mirror({ shape: space, data: channelOf(image.data, channel, channels) }, radius)
    ssimSums(mirrored(truth), mirrored(prediction), options, {
      visit: (place, value) => {
        map[place * channels + channel] = value
      },
    })
  }
  return map
}

function spaceOf({ shape }: RealImage, { channelsLast = false }: SsimOptions): number[] {
  return channelsLast ? shape.slice(0, -1) : [...shape]
}

function pixelsOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1)
}

/** Every `channels`-th pixel from `channel` on. */
function channelOf(pixels: Pixels, channel: number, channels: number): Pixels {
  if (channels === 1) return pixels
  const one = new Float64Array(pixels.length / channels)
  for (let i = 0; i < one.length; i++) one[i] = pixels[i * channels + channel]!
  return one
}

function samePixels(a: Pixels, b: Pixels): boolean {
  return a.every((value, i) => value === b[i])
}
