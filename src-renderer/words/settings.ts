/** A tool's settings in words, and the fields a person can change. */
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
}

/** The stated defaults of a method (contract/tool-file.ts). */
export const decodingDefaults: Readonly<Record<Decoding['method'], Decoding>> = {
  none: { method: 'none' },
  'threshold-components': {
    method: 'threshold-components',
    channel: 0,
    threshold: 0.5,
    connectivity: 'cross',
    minimumAreaPx: 0,
  },
  'threshold-watershed': {
    method: 'threshold-watershed',
    channel: 0,
    threshold: 0.5,
    smoothingSigmaPx: 1,
    minimumSeedDistancePx: 5,
    minimumAreaPx: 0,
  },
  'foreground-boundary': {
    method: 'foreground-boundary',
    foregroundChannel: 0,
    boundaryChannel: 1,
    foregroundThreshold: 0.5,
    seedThreshold: 0.5,
    minimumAreaPx: 0,
  },
  stardist: {
    method: 'stardist',
    probabilityChannel: 0,
    firstDistanceChannel: 1,
    rays: 0,
    probabilityThreshold: 0.5,
    suppressionThreshold: 0.4,
    gridY: 1,
    gridX: 1,
    borderPx: 2,
  },
  'stardist-3d': {
    method: 'stardist-3d',
    probabilityChannel: 0,
    firstDistanceChannel: 1,
    rays: 0,
    probabilityThreshold: 0.5,
    suppressionThreshold: 0.4,
    gridZ: 1,
    gridY: 1,
    gridX: 1,
    anisotropyZ: 1,
    anisotropyY: 1,
    anisotropyX: 1,
    borderPx: 2,
  },
  cellpose: {
    method: 'cellpose',
    flowYChannel: 0,
    flowXChannel: 1,
    cellProbabilityChannel: 2,
    cellProbabilityThreshold: 0,
    flowThreshold: 0.4,
    steps: 200,
    minimumAreaPx: 15,
    largestFraction: 0.4,
  },
}

/** `smoothingSigmaPx` -> `smoothing sigma (px)`. */
export function settingName(key: string): string {
  const unit = /(Px|Um)$/.exec(key)?.[1]
  const words = key
    .replace(/(Px|Um)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return unit ? `${words} (${unit === 'Px' ? 'px' : 'µm'})` : words
}
