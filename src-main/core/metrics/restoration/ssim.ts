/**
 * Structural similarity (Wang 2004) in any number of dimensions, as scikit-image computes it:
 * local means in a window that fits, so borders of half a window take no part.
 */
import type { Score } from '../../../contract/words.ts'
import type { RealImage } from '../../images/types.ts'
import { requireSameShape, type Pixels } from './image-pair.ts'
import { mirror } from './mirror.ts'
import type { ShareBands } from './ssim-band.ts'
import type { SsimParameters } from './ssim-factors.ts'
import { ssimSums } from './ssim-sums.ts'
import { gaussianWindow, uniformWindow } from './ssim-window.ts'

export interface SsimOptions extends SsimParameters {
  /** The last axis holds channels: scored one by one, then averaged. */
  readonly channelsLast?: boolean
  /** So many first axes (time, or planes of a stack) are scored one by one too, each with a window of its own. */
  readonly axesApart?: number
  /** Threads that large planes are shared with. */
  readonly shareBands?: ShareBands | undefined
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
  const [truths, predictions] = [partsOf(truth, options), partsOf(prediction, options)]
  const { shareBands, ...parameters } = options
  let sum = 0
  for (let part = 0; part < truths.count; part++) {
    const sums = ssimSums(truths.at(part), predictions.at(part), parameters, { shareBands })
    sum += sums.ssim / sums.places
  }
  const value = sum / truths.count
  return Number.isNaN(value) ? { undefined: 'non-finite-pixels' } : { value }
}

/** SSIM at every pixel, borders mirrored (d c b a | a b c d); C order, the shape of the images. */
export function ssimMap(
  truth: RealImage,
  prediction: RealImage,
  options: SsimOptions,
): Float64Array {
  requireSameShape(truth, prediction)
  const [truths, predictions] = [partsOf(truth, options), partsOf(prediction, options)]
  const radius = (options.window.size - 1) / 2
  const map = new Float64Array(truth.data.length)
  for (let part = 0; part < truths.count; part++) {
    const { offset, step } = truths.placeOf(part)
    const [t, p] = [mirror(truths.at(part), radius), mirror(predictions.at(part), radius)]
    ssimSums(t, p, options, {
      visit: (place, value) => {
        map[offset + place * step] = value
      },
    })
  }
  return map
}

function spaceOf(
  { shape }: RealImage,
  { channelsLast = false, axesApart = 0 }: SsimOptions,
): number[] {
  return shape.slice(axesApart, channelsLast ? -1 : undefined)
}

interface Parts {
  readonly count: number
  /** Where a part's pixels lie in the image: every `step`-th from `offset` on. */
  placeOf(part: number): { readonly offset: number; readonly step: number }
  at(part: number): RealImage
}

/** The channels, time points or planes that are scored one by one. */
function partsOf(image: RealImage, options: SsimOptions): Parts {
  const shape = spaceOf(image, options)
  const pixels = pixelsOf(shape)
  const channels = options.channelsLast === true ? (image.shape.at(-1) ?? 1) : 1
  const block = pixels * channels
  return {
    count: image.data.length / pixels,
    placeOf: (part) => ({
      offset: Math.floor(part / channels) * block + (part % channels),
      step: channels,
    }),
    at(part) {
      const start = Math.floor(part / channels) * block
      const data = image.data.subarray(start, start + block)
      return { shape, data: channelOf(data, part % channels, channels) }
    },
  }
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
