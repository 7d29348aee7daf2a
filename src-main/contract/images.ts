/** Images on the wire: what the viewer needs to draw one. */
import { z } from 'zod'
import { pixelSizeUmSchema } from './words.ts'

/** How images are named in addresses: `dataset/<digest hex>/<case>/image|truth` or `run/<run>/<case>/prediction`. */
export const imageDescriptionSchema = z.strictObject({
  format: z.string(),
  axes: z.string(),
  shape: z.array(z.number()),
  dtype: z.string(),
  pixelSizeUm: z.union([pixelSizeUmSchema, z.literal('uncalibrated')]),
  channels: z.array(z.strictObject({ name: z.string(), color: z.string().optional() })),
  levels: z.array(
    z.strictObject({ downsample: z.number(), height: z.number(), width: z.number() }),
  ),
  size: z.strictObject({
    t: z.number(),
    c: z.number(),
    z: z.number(),
    height: z.number(),
    width: z.number(),
    samples: z.number(),
  }),
  warnings: z.array(z.string()),
})
export type ImageDescription = z.infer<typeof imageDescriptionSchema>

/** Tiles are square with this side, smaller at the right and bottom edge. */
export const tileSidePx = 512
/** The largest image side the viewer draws before overview levels exist. */
export const largestDrawnSidePx = 4096

export const planeStatisticsSchema = z.strictObject({
  min: z.number(),
  max: z.number(),
  lower: z.number(),
  upper: z.number(),
  finite: z.number(),
  total: z.number(),
  /** How lower and upper were chosen, in words. */
  rule: z.string(),
})
export type PlaneStatistics = z.infer<typeof planeStatisticsSchema>

/** Headers of a tile's raw little-endian bytes. */
export const tileHeaders = { dtype: 'x-touchstone-dtype', shape: 'x-touchstone-shape' } as const

/** Error class of one object of the truth or of the prediction. */
export const objectErrorSchema = z.strictObject({
  label: z.number(),
  class: z.enum(['correct', 'missed', 'extra', 'split', 'merged']),
  /** Label of the matched or most overlapping object on the other side, null where there is none. */
  partner: z.number().nullable(),
  iou: z.number(),
  areaPx: z.number(),
  centroid: z.strictObject({ x: z.number(), y: z.number(), z: z.number() }),
  touchesBorder: z.boolean(),
})
export type ObjectError = z.infer<typeof objectErrorSchema>

export const objectErrorsSchema = z.strictObject({
  iouThreshold: z.number(),
  truth: z.array(objectErrorSchema),
  prediction: z.array(objectErrorSchema),
})
export type ObjectErrors = z.infer<typeof objectErrorsSchema>
