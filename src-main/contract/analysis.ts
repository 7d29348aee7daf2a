/** What is measured on one plane beside its pixels: values along a line, power over spatial frequency. */
import { z } from 'zod'

/** Longer lines are sampled in steps of more than a pixel, and `stepPx` says how long. */
export const mostProfileSamples = 16_384

/**
 * Values of level 0 at even distances from the first end of a line to the second. Ends are in pixels from the
 * image's top left corner, so that the middle of the first pixel is at 0.5.
 */
export const lineProfileSchema = z.strictObject({
  lengthPx: z.number(),
  /** Between two samples; at most 1 but for very long lines. */
  stepPx: z.number(),
  /** `bilinear` between the middles of pixels; `nearest` for labels: the pixel that a sample lies in. */
  interpolation: z.enum(['bilinear', 'nearest']),
  /** Of colour images the mean of as many samples of a pixel; transparency is none of them. */
  averagedSamples: z.number(),
  /** Null where a value is NaN or infinite. */
  values: z.array(z.number().nullable()),
})
export type LineProfile = z.infer<typeof lineProfileSchema>

/** The side of the square in a plane's middle that is transformed; smaller planes are taken whole. */
export const spectrumSidePx = 2048

/**
 * Radially averaged power of level 0, as `core/metrics/restoration/power-spectrum.ts` defines it. The mean is
 * subtracted before the window, so there is no entry for frequency 0.
 */
export const powerSpectrumSchema = z.strictObject({
  window: z.literal('hann'),
  /** What was transformed, in pixels of level 0. */
  region: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  averagedSamples: z.number(),
  /** Cycles per pixel, ascending, up to 0.5; the middles of the rings. */
  frequencies: z.array(z.number()),
  /** Mean power of a ring, squared gray values: white noise of variance v has v at every frequency. */
  power: z.array(z.number()),
  /** Fourier pixels of a ring. */
  counts: z.array(z.number()),
})
export type PowerSpectrum = z.infer<typeof powerSpectrumSchema>
