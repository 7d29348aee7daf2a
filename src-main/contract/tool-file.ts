/** `tool.yaml` and the settings of a tool: how an image becomes its input and its output a prediction. */
import { z } from 'zod'
import { toolKindSchema } from './words.ts'

/**
 * Which channel of the image the tool sees. `auto`: the only channel there is, luminance for RGB and
 * RGBA into a one-channel model; anything else must be stated by a person.
 */
export const channelChoiceSchema = z.union([
  z.enum(['auto', 'luminance', 'all']),
  z.number().int().nonnegative(),
])
export type ChannelChoice = z.infer<typeof channelChoiceSchema>

/**
 * Foreground is above this value. `automatic`: one half, or Otsu's threshold of the log-odds of the output
 * where that is higher; found on every output anew, and noted there.
 */
export const thresholdSchema = z.union([z.number(), z.literal('automatic')])
export type Threshold = z.infer<typeof thresholdSchema>

/** How a network's output becomes instances or a mask. Defaults are stated in core/instances. */
export const decodingSchema = z.discriminatedUnion('method', [
  /** The output is the prediction (restoration), or already a label image. */
  z.strictObject({ method: z.literal('none') }),
  /** Foreground above `threshold`, connected components (8- or 26-neighbours: `connectivity: full`). */
  z.strictObject({
    method: z.literal('threshold-components'),
    channel: z.number().int().nonnegative().default(0),
    threshold: thresholdSchema.default(0.5),
    connectivity: z.enum(['cross', 'full']).default('cross'),
    minimumAreaPx: z.number().int().nonnegative().default(0),
  }),
  /** Foreground above `threshold`, split at the valleys of the smoothed distance to background. */
  z.strictObject({
    method: z.literal('threshold-watershed'),
    channel: z.number().int().nonnegative().default(0),
    threshold: thresholdSchema.default(0.5),
    smoothingSigmaPx: z.number().nonnegative().default(1),
    minimumSeedDistancePx: z.number().nonnegative().default(5),
    minimumAreaPx: z.number().int().nonnegative().default(0),
  }),
  /** Seeds where foreground minus boundary is above `seedThreshold`, flooded within the foreground. */
  z.strictObject({
    method: z.literal('foreground-boundary'),
    foregroundChannel: z.number().int().nonnegative().default(0),
    boundaryChannel: z.number().int().nonnegative().default(1),
    foregroundThreshold: z.number().default(0.5),
    seedThreshold: z.number().default(0.5),
    minimumAreaPx: z.number().int().nonnegative().default(0),
  }),
])
export type Decoding = z.infer<typeof decodingSchema>

export const toolSettingsSchema = z.strictObject({
  channel: channelChoiceSchema.default('auto'),
  decoding: decodingSchema.optional(),
  /** Parameters of a baseline, for instance `{ sigmaPx: 2 }`. */
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
})
export type ToolSettings = z.infer<typeof toolSettingsSchema>

/** Settings given in an order; what is left out keeps the tool's default. */
export const toolSettingsChangeSchema = z.strictObject({
  channel: channelChoiceSchema.optional(),
  decoding: decodingSchema.optional(),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
})

export const toolFileSchema = z.strictObject({
  formatVersion: z.literal(1),
  kind: toolKindSchema.exclude(['baseline']),
  name: z.string().min(1).optional(),
  version: z.string().min(1).optional(),
  /** Model: package folder, zip, description or `.onnx`. Predictions: folder. Relative to this file. */
  source: z.string().min(1),
  settings: toolSettingsSchema.prefault({}),
  /** What a closed tool's vendor states; kept as evidence. */
  vendor: z.string().optional(),
  licence: z.string().optional(),
})
export type ToolFile = z.infer<typeof toolFileSchema>
