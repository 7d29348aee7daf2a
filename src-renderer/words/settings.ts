/** A tool's settings in words, and the fields a person can change. */
import { decodingSchema } from '../../src-main/contract/tool-file.ts'
import type { ChannelChoice, Decoding } from '../../src-main/contract/tool-file.ts'

export function channelWords(channel: ChannelChoice): string {
  if (channel === 'auto') return 'automatic: the only channel, or luminance of a colour image'
  if (channel === 'luminance') return 'luminance of the colour image'
  if (channel === 'all') return 'all channels'
  return `channel ${channel}`
}

export const decodingMethodWords: Readonly<Record<Decoding['method'], string>> = {
  none: 'none: the output is the prediction',
  'threshold-components': 'threshold, then connected components',
  'threshold-watershed': 'threshold, then distance watershed',
  'foreground-boundary': 'foreground minus boundary, then watershed',
  stardist: 'StarDist: star-shaped objects, overlapping ones suppressed',
  'stardist-3d': 'StarDist in 3D: star-shaped objects, overlapping ones suppressed',
  cellpose: 'Cellpose: pixels follow the flows to their cell',
  'cellpose-3d': 'Cellpose in 3D: pixels follow the flows to their cell',
  spots: 'spots: local maxima',
  classes: 'classes: one value for each',
}

/** Those that find objects in an image, without the one that names the image. */
export const objectMethods = (Object.keys(decodingMethodWords) as Decoding['method'][]).filter(
  (method) => method !== 'classes',
)

/** The stated defaults of a method (contract/tool-file.ts). */
export const decodingDefaults = Object.fromEntries(
  Object.keys(decodingMethodWords).map((method) => [method, decodingSchema.parse({ method })]),
) as Readonly<Record<Decoding['method'], Decoding>>

interface SettingWords {
  readonly name: string
  /** What one sees change, where the name does not say it. */
  readonly help?: string
}

const settings: Readonly<Record<string, SettingWords>> = {
  channel: { name: 'output channel (first is 0)' },
  foregroundChannel: { name: 'foreground channel (first is 0)' },
  boundaryChannel: { name: 'boundary channel (first is 0)' },
  probabilityChannel: { name: 'object probability channel (first is 0)' },
  firstDistanceChannel: { name: 'first distance channel (first is 0)' },
  flowZChannel: { name: 'channel of the flow along z (first is 0)' },
  flowYChannel: { name: 'channel of the flow along y (first is 0)' },
  flowXChannel: { name: 'channel of the flow along x (first is 0)' },
  cellProbabilityChannel: { name: 'cell probability channel (first is 0)' },
  threshold: {
    name: 'threshold (a number, or automatic)',
    help: 'Foreground is above it. Automatic: one half, or higher where the output itself suggests it.',
  },
  foregroundThreshold: { name: 'foreground threshold', help: 'Foreground is above it.' },
  seedThreshold: {
    name: 'seed threshold',
    help: 'An object starts where foreground minus boundary is above it.',
  },
  probabilityThreshold: {
    name: 'probability threshold',
    help: 'Pixels above it may be centres of objects. Higher: fewer objects.',
  },
  suppressionThreshold: {
    name: 'largest overlap of two objects (share of the smaller, 0 to 1)',
    help: 'Of two that overlap more, the less probable goes.',
  },
  cellProbabilityThreshold: {
    name: 'cell probability threshold (before a sigmoid)',
    help: 'Lower: more and larger cells.',
  },
  flowThreshold: {
    name: 'largest flow error',
    help: 'Cells whose shape contradicts the flows more go. 0: none goes.',
  },
  stitchThreshold: {
    name: 'smallest overlap that joins planes (0 to 1)',
    help: 'Intersection over union of cells in neighbouring planes. 0: planes are not joined.',
  },
  connectivity: {
    name: 'neighbours of a pixel',
    help: 'Cross: pixels that share a side. Full: corners count too.',
  },
  rays: { name: 'rays', help: '0: all channels from the first distance on.' },
  gridZ: { name: 'image pixels per output pixel, z' },
  gridY: { name: 'image pixels per output pixel, y' },
  gridX: { name: 'image pixels per output pixel, x' },
  anisotropyZ: { name: 'pixel size along z (ratio)' },
  anisotropyY: { name: 'pixel size along y (ratio)' },
  anisotropyX: { name: 'pixel size along x (ratio)' },
  borderPx: {
    name: 'border without centres (px of the output)',
    help: 'No object has its centre this near to the edge.',
  },
  classes: {
    name: 'classes, one a line, in the order of the outputs',
    help: 'As the dataset names them. Empty: as the model’s description names its outputs.',
  },
  activation: {
    name: 'from outputs to probabilities',
    help: 'Softmax: one class of several. Sigmoid: each for itself. None: they are probabilities already.',
  },
  steps: { name: 'steps along the flows', help: 'More for large cells.' },
  minimumAreaPx: {
    name: 'smallest object (px)',
    help: 'Smaller ones are dropped. 0: all stay.',
  },
  largestFraction: {
    name: 'largest object (share of the image, 0 to 1)',
    help: 'Larger ones are dropped.',
  },
  smoothingSigmaPx: { name: 'smoothing, standard deviation (px)', help: '0: none.' },
  minimumSeedDistancePx: {
    name: 'smallest distance of two centres (px)',
    help: 'Larger: touching objects are split less.',
  },
  minimumDistancePx: {
    name: 'smallest distance of two spots (px)',
    help: 'Of two that are nearer the fainter goes.',
  },
  radiusPx: { name: 'radius (px)' },
  imageSigmaPx: { name: 'smoothing of the image, standard deviation (px)', help: '0: none.' },
  windowSigmaPx: {
    name: 'surroundings that count as ground, standard deviation (px)',
    help: 'Several times as large as an object.',
  },
  blobSigmaPx: {
    name: 'size of the blobs, standard deviation (px)',
    help: 'Radius of the objects divided by 1.41.',
  },
  sigmaPx: { name: 'standard deviation (px)' },
  patchRadiusPx: { name: 'radius of the patches compared (px)' },
  searchRadiusPx: { name: 'radius in which patches are sought (px)' },
  strength: { name: 'strength (multiple of the estimated noise)' },
  factor: { name: 'enlargement along y and x (times)' },
}

/** A setting as a person reads it, with its unit; one that has no words yet is spelled out. */
export function settingName(key: string): string {
  const known = Object.hasOwn(settings, key) ? settings[key] : undefined
  if (known) return capitalised(known.name)
  const unit = /(Px|Um)$/.exec(key)?.[1]
  const words = key
    .replace(/(Px|Um)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return capitalised(unit ? `${words} (${unit === 'Px' ? 'px' : 'µm'})` : words)
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

export function settingHelp(key: string): string | null {
  return (Object.hasOwn(settings, key) ? settings[key]?.help : undefined) ?? null
}

/** Whether a setting has words of its own. */
export function hasSettingWords(key: string): boolean {
  return Object.hasOwn(settings, key)
}
