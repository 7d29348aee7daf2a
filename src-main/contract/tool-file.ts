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

const channel = z.number().int().nonnegative()
const gridStep = z.number().int().positive().max(1024).default(1)

/** How a network's output becomes instances, a mask or a class. Defaults are stated in core/instances. */
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
  /**
   * StarDist: channel 0 the object probability, the others distances in px along rays. The most probable
   * objects stay; others go that share more than `suppressionThreshold` of the smaller one's area.
   */
  z.strictObject({
    method: z.literal('stardist'),
    probabilityChannel: channel.default(0),
    firstDistanceChannel: channel.default(1),
    /** 0: all channels from the first on. */
    rays: z.number().int().nonnegative().default(0),
    probabilityThreshold: z.number().default(0.5),
    suppressionThreshold: z.number().min(0).max(1).default(0.4),
    /** Image pixels per pixel of the output. */
    gridY: gridStep,
    gridX: gridStep,
    /** Output pixels this near to the edge are no centres of objects. */
    borderPx: z.number().int().nonnegative().default(2),
  }),
  /** The same in three dimensions; rays are a golden spiral (Rays_GoldenSpiral of StarDist). */
  z.strictObject({
    method: z.literal('stardist-3d'),
    probabilityChannel: channel.default(0),
    firstDistanceChannel: channel.default(1),
    rays: z.number().int().nonnegative().default(0),
    probabilityThreshold: z.number().default(0.5),
    suppressionThreshold: z.number().min(0).max(1).default(0.4),
    gridZ: gridStep,
    gridY: gridStep,
    gridX: gridStep,
    /** Size of a pixel along each axis, as the rays were made for; only the ratios matter. */
    anisotropyZ: z.number().positive().default(1),
    anisotropyY: z.number().positive().default(1),
    anisotropyX: z.number().positive().default(1),
    borderPx: z.number().int().nonnegative().default(2),
  }),
  /** Cellpose: flows along y and x (five times unit length) and the cell probability before a sigmoid. */
  z.strictObject({
    method: z.literal('cellpose'),
    flowYChannel: channel.default(0),
    flowXChannel: channel.default(1),
    cellProbabilityChannel: channel.default(2),
    cellProbabilityThreshold: z.number().default(0),
    /** Largest mean squared flow error of an object; 0: not checked. */
    flowThreshold: z.number().nonnegative().default(0.4),
    steps: z.number().int().positive().max(10_000).default(200),
    /** 0: holes are not filled either. */
    minimumAreaPx: z.number().int().nonnegative().default(15),
    /** Objects above this share of the image are dropped. */
    largestFraction: z.number().positive().max(1).default(0.4),
    /**
     * In a z stack, objects of neighbouring planes are one where intersection over union is this much or more;
     * 0: planes are not joined.
     */
    stitchThreshold: z.number().min(0).max(1).default(0),
  }),
  /** The same for volumes, with flows along z, y and x; there is no check of the flows, as in the original. */
  z.strictObject({
    method: z.literal('cellpose-3d'),
    flowZChannel: channel.default(0),
    flowYChannel: channel.default(1),
    flowXChannel: channel.default(2),
    cellProbabilityChannel: channel.default(3),
    cellProbabilityThreshold: z.number().default(0),
    steps: z.number().int().positive().max(10_000).default(200),
    /** In pixels of the volume. 0: holes are not filled either. */
    minimumAreaPx: z.number().int().nonnegative().default(15),
    largestFraction: z.number().positive().max(1).default(0.4),
  }),
  /** Local maxima above `threshold`, after Gaussian smoothing; each spot becomes a disc, in a volume a ball. */
  z.strictObject({
    method: z.literal('spots'),
    channel: channel.default(0),
    threshold: thresholdSchema.default(0.5),
    smoothingSigmaPx: z.number().nonnegative().max(1000).default(1),
    /** Of two spots nearer than this the lower one is dropped. */
    minimumDistancePx: z.number().nonnegative().max(1000).default(3),
    /** Of the disc or ball around each spot. */
    radiusPx: z.number().nonnegative().max(1000).default(3),
  }),
  /** Task `classification`: the output has one value per class, or for two classes that of the second. */
  z.strictObject({
    method: z.literal('classes'),
    /** In the order of the outputs. Empty: as the model's description names the output's channels. */
    classes: z.array(z.string().trim().min(1)).max(10_000).default([]),
    /** What makes probabilities of the output; `none`: it has them already, or there are none. */
    activation: z.enum(['none', 'softmax', 'sigmoid']).default('none'),
  }),
])
export type Decoding = z.infer<typeof decodingSchema>

/** How an image is cut for a network; what is left out is chosen by the program and noted with the run. */
export const tilingSchema = z.strictObject({
  /** Side of a block in pixels, near which it is chosen where the network takes several sizes. */
  sidePx: z.number().int().min(16).max(8192).optional(),
  /** Unused pixels at each side of a tile, in place of the halo that the model states. */
  overlapPx: z.number().int().nonnegative().max(2048).optional(),
  /** `linear`: tiles are mixed where they overlap; by default every pixel comes from one tile. */
  blend: z.enum(['none', 'linear']).optional(),
  /** Blocks that go through the network at once. */
  batch: z.number().int().positive().max(64).optional(),
})
export type TilingSettings = z.infer<typeof tilingSchema>

export const toolSettingsSchema = z.strictObject({
  channel: channelChoiceSchema.default('auto'),
  decoding: decodingSchema.optional(),
  tiling: tilingSchema.optional(),
  /** Parameters of a baseline, for instance `{ sigmaPx: 2 }`. */
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
  /** Why a person takes predictions of another program that look wrong: recorded with the run. */
  acceptedImport: z.string().trim().min(1).max(1000).optional(),
})
export type ToolSettings = z.infer<typeof toolSettingsSchema>

/** Settings given in an order; what is left out keeps the tool's default. */
export const toolSettingsChangeSchema = z.strictObject({
  channel: channelChoiceSchema.optional(),
  decoding: decodingSchema.optional(),
  tiling: tilingSchema.optional(),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
  acceptedImport: z.string().trim().min(1).max(1000).optional(),
})

export const toolFileSchema = z.strictObject({
  formatVersion: z.literal(1),
  kind: toolKindSchema.exclude(['baseline', 'command']),
  name: z.string().min(1).optional(),
  version: z.string().min(1).optional(),
  /** Model: package folder, zip, description or `.onnx`. Predictions: folder. Relative to this file. */
  source: z.string().min(1),
  settings: toolSettingsSchema.prefault({}),
  /** What a closed tool's vendor states; kept as evidence. */
  vendor: z.string().optional(),
  licence: z.string().optional(),
  /** Who ran a tool elsewhere, and how: kept as evidence with its predictions. */
  operator: z.string().min(1).optional(),
  ranOn: z.string().min(1).optional(),
  statedSettings: z.string().min(1).optional(),
  /** Screenshots, logs, documents, relative to this file; their hashes belong to the tool. */
  evidence: z.array(z.string().min(1)).default([]),
})
export type ToolFile = z.infer<typeof toolFileSchema>
