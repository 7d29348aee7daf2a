/** Everything that a person may have to say of weights without a description: `settings.parameters` of a tool.yaml. */
import { basename } from 'node:path'
import { z } from 'zod'
import { TouchstoneError } from '../../errors.ts'
import { axesSchema04 } from '../descriptions/axes-0-4.ts'

/** One number, or several in a text, for instance `0.485, 0.456, 0.406`: one per channel. */
const numbersSchema = z
  .union([z.number().transform((value) => [value]), z.string().transform(numbersOf)])
  .pipe(z.array(z.number({ error: 'expected numbers, separated by commas' })).min(1))

/** Names in a text, separated by commas. */
const namesSchema = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
)

const pixels = z.number().int().positive().max(65_536)
const margin = z.number().int().nonnegative().max(65_536)
const scale = z.number().positive().max(64)

export const normalisations = [
  'none',
  /** By the largest value of the image's type: 255 for 8 bits, 65535 for 16. */
  'type-range',
  'zero-mean-unit-variance',
  'percentile',
  /** (x - mean) / std, one of each or one per channel. */
  'fixed',
] as const

/** Sizes are in pixels of the input unless they say otherwise; those of z follow y and x where absent. */
export const bareOnnxSchema = z.strictObject({
  /** Letters of b, c, z, y, x, t in the order of the network's input, for instance `bcyx`. */
  inputAxes: axesSchema04,
  /** Of the output; that of the input where absent. */
  outputAxes: axesSchema04.optional(),
  /** Which output of the graph is taken, counted from 0. */
  output: z.number().int().nonnegative().max(1000).default(0),
  /** Channels of the input where the graph leaves them open. */
  inputChannels: z.number().int().positive().max(1024).default(1),
  /** The network takes blue, green, red where the image has red, green, blue. */
  reverseChannels: z.boolean().default(false),
  /** `x * gain + offset` before normalisation, for instance gain 0.00392156862745098 for 8 bits. */
  gain: z.number().default(1),
  offset: z.number().default(0),
  normalisation: z.enum(normalisations).default('none'),
  minPercentile: z.number().min(0).lt(100).default(1),
  maxPercentile: z.number().gt(0).max(100).default(99.8),
  mean: numbersSchema.default([0]),
  std: numbersSchema.default([1]),
  /** Side of the blocks that go through the network, also where the image is smaller; else it is chosen. */
  blockPx: pixels.optional(),
  blockZ: pixels.optional(),
  /** Sizes the graph leaves open are multiples of this. */
  sizeMultiple: pixels.default(16),
  zMultiple: pixels.optional(),
  /** Unreliable pixels at each edge of a tile. */
  haloPx: margin.default(0),
  haloZ: margin.optional(),
  /** Output pixels per input pixel; without it, what the graph's sizes say, else 1. */
  outputScale: scale.optional(),
  outputScaleZ: scale.optional(),
  /** Output pixels beyond size times scale; negative for networks that leave out their margin. */
  outputOffsetPx: z.number().int().min(-65_536).max(65_536).optional(),
  activation: z.enum(['none', 'sigmoid', 'softmax']).default('none'),
  /** Applied last: the inverse of gain or of `type-range`, for outputs that are images. */
  outputGain: z.number().default(1),
  restoreRange: z.boolean().default(false),
  /** Names of the output's channels, separated by commas. */
  outputChannels: namesSchema.default([]),
})
export type BareOnnxSettings = z.infer<typeof bareOnnxSchema>

/** @throws TouchstoneError 'tool-invalid' naming the setting. */
export function parseBareOnnxSettings(path: string, parameters: unknown): BareOnnxSettings {
  const parsed = bareOnnxSchema.safeParse(parameters)
  const problem = parsed.success
    ? contradiction(parsed.data)
    : issueText(parsed.error.issues[0], parameters)
  if (problem !== null)
    throw new TouchstoneError(
      'tool-invalid',
      `The settings of ${basename(path)} are not usable: ${problem}.`,
    )
  return bareOnnxSchema.parse(parameters)
}

/**
 * The settings that differ from the defaults, sorted, as text for a digest: settings that are added to the
 * list later leave the digests of today's tools as they are.
 */
export function statedSettings(settings: BareOnnxSettings): string {
  const defaults = new Map<string, unknown>(
    Object.entries(bareOnnxSchema.parse({ inputAxes: settings.inputAxes })),
  )
  const stated = Object.entries(settings)
    .filter(
      ([name, value]) =>
        name === 'inputAxes' || JSON.stringify(value) !== JSON.stringify(defaults.get(name)),
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(stated)
}

function contradiction(settings: BareOnnxSettings): string | null {
  const { inputAxes, outputAxes = inputAxes, minPercentile, maxPercentile, std, mean } = settings
  for (const [name, axes] of Object.entries({ inputAxes, outputAxes })) {
    if (new Set(axes).size < axes.length) return `${name} names an axis twice (${axes})`
  }
  for (const letter of 'yx') {
    if (!inputAxes.includes(letter)) return `inputAxes is ${inputAxes}, but an image needs y and x`
  }
  if (minPercentile >= maxPercentile)
    return `minPercentile ${minPercentile} is not below maxPercentile ${maxPercentile}`
  if (std.some((value) => value <= 0)) return `std is ${std.join(', ')}, but must be above 0`
  if (std.length > 1 && mean.length > 1 && std.length !== mean.length)
    return `mean has ${mean.length} values and std ${std.length}; one per channel each, or one`
  if (settings.restoreRange && settings.normalisation !== 'type-range')
    return `restoreRange undoes the normalisation type-range, but the normalisation is ${settings.normalisation}`
  return null
}

function issueText(issue: z.core.$ZodIssue | undefined, parameters: unknown): string {
  const field = issue?.path.join('.') ?? ''
  const isAbsent =
    issue?.path.length === 1 &&
    typeof parameters === 'object' &&
    parameters !== null &&
    !Object.hasOwn(parameters, String(issue.path[0]))
  return isAbsent
    ? `${field} is missing`
    : `${field === '' ? '' : `${field}: `}${(issue?.message ?? 'unknown reason').replace(/\.$/, '')}`
}

function numbersOf(text: string): number[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number)
}
