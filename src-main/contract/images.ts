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
  /** Level 0 is the image itself; the others stand in the file, or are made when first asked for. */
  levels: z.array(
    z.strictObject({
      downsample: z.number(),
      height: z.number(),
      width: z.number(),
      /** Planes along z, where a level is reduced along z too; addresses count z at level 0 all the same. */
      z: z.number().optional(),
      onDemand: z.boolean().optional(),
      /** Made on demand, but as quickly as it is read. */
      quick: z.boolean().optional(),
    }),
  ),
  size: z.strictObject({
    t: z.number(),
    c: z.number(),
    z: z.number(),
    height: z.number(),
    width: z.number(),
    samples: z.number(),
  }),
  /** All images of the file (series, fields of a plate, label images); `seriesIndex` is this one. */
  series: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['image', 'labels']),
      well: z.strictObject({ row: z.string(), column: z.string(), field: z.number() }).optional(),
    }),
  ),
  seriesIndex: z.number(),
  /** What the file says of itself, for people. */
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /**
   * The numbered series that a single file seems to belong to: opening `reference` (a path with stars) opens
   * its `members` files as one stack. Null for a file that stands alone, or is a stack or a record's already.
   */
  sequence: z.strictObject({ reference: z.string(), members: z.number() }).nullable().optional(),
  /** Changes whenever the pixels may have changed; tiles asked for with `?v=` of it may be kept for good. */
  contentKey: z.string(),
  warnings: z.array(z.string()),
})
export type ImageDescription = z.infer<typeof imageDescriptionSchema>

/** Tiles are square with this side, smaller at the right and bottom edge. */
export const tileSidePx = 512
/** A plane that is no larger may be asked for in one piece: 2048 x 2048 pixels of 16 bits. */
export const largestPlaneAnswerBytes = 8 * 2 ** 20

/** Bytes of a whole plane of a level as they count for `largestPlaneAnswerBytes`: half floats as single ones. */
export function planeAnswerBytes(
  { height, width }: { readonly height: number; readonly width: number },
  samples: number,
  dtype: string,
): number {
  const bits = Number(/\d+$/.exec(dtype)?.[0] ?? 8)
  const bytes = dtype === 'float16' ? 4 : bits / 8
  return height * width * samples * bytes
}

/**
 * Body of status 202 for a tile of a level that is being made. The answer has waited for a moment already:
 * ask again after `retry-after` seconds, which may be none.
 */
export const levelUnderWaySchema = z.strictObject({ fraction: z.number() })
export type LevelUnderWay = z.infer<typeof levelUnderWaySchema>

/** A file to look at: full path, which of its images, and what its axes mean where a person says so. */
export const imageOrderSchema = z.strictObject({
  path: z.string(),
  series: z.number().int().nonnegative().optional(),
  axes: z
    .string()
    .regex(/^[tczyxsq]{1,8}$/)
    .optional(),
})
export type ImageOrder = z.infer<typeof imageOrderSchema>

export const openedImageSchema = z.strictObject({
  /** Names the image in `/api/images/:image` as long as the host runs. */
  image: z.string(),
  path: z.string(),
  description: imageDescriptionSchema,
})
export type OpenedImage = z.infer<typeof openedImageSchema>

/**
 * What may be wrong with the meaning of the axes, with the axes that would be right if so.
 * `axes-unknown`: the file does not say; `batch-as-colour`: three images taken for red, green and blue;
 * `gray-as-colour`: three equal samples; `burnt-in`: marks such as a scale bar drawn into the pixels.
 */
export const axisHintSchema = z.strictObject({
  kind: z.enum(['axes-unknown', 'batch-as-colour', 'gray-as-colour', 'burnt-in']),
  message: z.string(),
  axes: z.array(z.string()),
  /** Where the marks are, in pixels of level 0. */
  box: z
    .strictObject({ y: z.number(), x: z.number(), height: z.number(), width: z.number() })
    .optional(),
})
export type AxisHint = z.infer<typeof axisHintSchema>

/** A program on this machine that turns a microscope's own format into one that is read. */
export const conversionSchema = z.strictObject({
  program: z.enum(['bfconvert', 'bioformats2raw']),
  state: z.enum(['running', 'done', 'failed']),
  /** The converted image, once done. */
  path: z.string().nullable(),
  message: z.string(),
})
export type Conversion = z.infer<typeof conversionSchema>

export const planeStatisticsSchema = z.strictObject({
  min: z.number(),
  max: z.number(),
  lower: z.number(),
  upper: z.number(),
  finite: z.number(),
  total: z.number(),
  /** How lower and upper were chosen, in words. */
  rule: z.string(),
  /** Percentiles 0.1, 1, 5, 25, 50, 75, 95, 99, 99.9 of the finite values looked at. */
  percentiles: z.array(z.strictObject({ percent: z.number(), value: z.number() })),
  /** `counts.length` bins of equal width from `min` to `max`; one bin per value where there are few whole values. */
  histogram: z.strictObject({ min: z.number(), max: z.number(), counts: z.array(z.number()) }),
  /** `exact`: every pixel of the plane; else a part, and `sampledFrom` says which. */
  sampling: z.enum(['exact', 'sampled']),
  sampledFrom: z.string().nullable(),
})
export type PlaneStatistics = z.infer<typeof planeStatisticsSchema>

/** Headers of a tile's raw little-endian bytes; `filled` counts pixels that the file does not hold, where there are any. */
export const tileHeaders = {
  dtype: 'x-touchstone-dtype',
  shape: 'x-touchstone-shape',
  filled: 'x-touchstone-filled',
} as const

/**
 * `ssim` at every pixel, 1 where alike; `squared-error`; `difference-after-fit`: truth minus the prediction with gain
 * and offset fitted; `squirrel`: input minus the prediction, blurred and fitted to it.
 */
export const errorMapKindSchema = z.enum([
  'ssim',
  'squared-error',
  'difference-after-fit',
  'squirrel',
])
export type ErrorMapKind = z.infer<typeof errorMapKindSchema>

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
  /** What it is, where objects have classes. */
  objectClass: z.string().optional(),
  /** Gray values of the input inside it, by channel; null without finite ones, absent where none were measured. */
  meanIntensity: z.array(z.number().nullable()).optional(),
})
export type ObjectError = z.infer<typeof objectErrorSchema>

/** An object of one case of a run, for looking at the worst of all cases together. */
export const runObjectSchema = z.strictObject({
  ...objectErrorSchema.shape,
  case: z.string(),
  side: z.enum(['truth', 'prediction']),
  /** Pixels that it costs: all of an unmatched object, else those outside the overlap as a share of its own. */
  lossPx: z.number(),
})
export type RunObject = z.infer<typeof runObjectSchema>

/** Largest loss first. Matched objects stand on the side of the truth only. */
export const runObjectsSchema = z.strictObject({
  iouThreshold: z.number(),
  /** How many there are, of which `objects` may hold the first. */
  total: z.number(),
  objects: z.array(runObjectSchema),
})
export type RunObjects = z.infer<typeof runObjectsSchema>

export const objectErrorsSchema = z.strictObject({
  iouThreshold: z.number(),
  truth: z.array(objectErrorSchema),
  prediction: z.array(objectErrorSchema),
})
export type ObjectErrors = z.infer<typeof objectErrorsSchema>
