/**
 * Which part of an image a tool sees. The rule is stated with `channelChoiceSchema`: `auto` takes the only
 * channel, or the luminance of RGB and RGBA for a tool of one channel; anything else a person must state.
 */
import { counted } from '../counted.ts'
import type { ChannelChoice } from '../../contract/tool-file.ts'
import { TouchstoneError } from '../errors.ts'
import type { ImageInfo } from '../images/types.ts'

/** One channel that a tool sees: a stored one, one colour sample, or the luminance. */
export type ChannelSource =
  | { readonly from: 'channel'; readonly c: number; readonly sample: number }
  | { readonly from: 'luminance' }

export interface ChannelPlan {
  /** In the tool's order; one per channel that the tool takes. */
  readonly sources: readonly ChannelSource[]
  /** Recorded with the run; null when there was only one channel anyway. */
  readonly note: string | null
}

/** ITU-R BT.601 luma weights of R, G and B. */
export const luminanceWeights = [0.299, 0.587, 0.114] as const

/** `wanted`: how many channels the tool takes. Throws `axes-mismatch` naming both and what to set. */
export function planChannels(
  path: string,
  info: Pick<ImageInfo, 'size' | 'channels'>,
  choice: ChannelChoice,
  wanted: number,
): ChannelPlan {
  if (choice === 'luminance') return luminance(path, info, wanted)
  if (choice === 'all') return allChannels(path, info, wanted)
  if (typeof choice === 'number') return oneChannel(path, info, choice, wanted)
  const { c, samples } = info.size
  if (wanted === 1 && c === 1 && samples === 1) {
    return { sources: [{ from: 'channel', c: 0, sample: 0 }], note: null }
  }
  if (wanted === 1 && c === 1 && samples === 2) {
    const note = 'Channel: gray values; the alpha channel was ignored.'
    return { sources: [{ from: 'channel', c: 0, sample: 0 }], note }
  }
  if (wanted === 1 && c === 1) return luminance(path, info, wanted)
  throw mismatch(path, info, wanted)
}

function luminance(
  path: string,
  info: Pick<ImageInfo, 'size' | 'channels'>,
  wanted: number,
): ChannelPlan {
  const { c, samples } = info.size
  if (wanted !== 1 || c !== 1 || samples < 3) throw mismatch(path, info, wanted)
  const alpha = samples > 3 ? '; the alpha channel was ignored' : ''
  const [red, green, blue] = luminanceWeights
  const note = `Channel: luminance of RGB (${red} R + ${green} G + ${blue} B, ITU-R BT.601)${alpha}.`
  return { sources: [{ from: 'luminance' }], note }
}

function allChannels(
  path: string,
  info: Pick<ImageInfo, 'size' | 'channels'>,
  wanted: number,
): ChannelPlan {
  const sources = everySource(info)
  if (sources.length === wanted) {
    const note = wanted > 1 ? `Channels: all ${wanted}, in stored order.` : null
    return { sources, note }
  }
  if (info.size.c === 1 && info.size.samples === 4 && wanted === 3) {
    const note = 'Channels: R, G and B in stored order; the alpha channel was ignored.'
    return { sources: sources.slice(0, 3), note }
  }
  throw mismatch(path, info, wanted)
}

function oneChannel(
  path: string,
  info: Pick<ImageInfo, 'size' | 'channels'>,
  choice: number,
  wanted: number,
): ChannelPlan {
  const source = everySource(info)[choice]
  if (wanted !== 1 || source === undefined) throw mismatch(path, info, wanted, choice)
  const name = channelNames(info)[choice]
  const note = `Channel: ${choice}${name === undefined ? '' : ` (${name})`} of ${everySource(info).length}, counted from 0.`
  return { sources: [source], note }
}

/** Channels in stored order, colour samples of one channel side by side. */
function everySource({ size }: Pick<ImageInfo, 'size'>): ChannelSource[] {
  return Array.from({ length: size.c * size.samples }, (_, index) => ({
    from: 'channel',
    c: Math.floor(index / size.samples),
    sample: index % size.samples,
  }))
}

function channelNames({ size, channels }: Pick<ImageInfo, 'size' | 'channels'>): string[] {
  if (size.c === 1 && size.samples >= 3) return ['R', 'G', 'B', 'alpha'].slice(0, size.samples)
  return channels.length === size.c && size.samples === 1 ? channels.map(({ name }) => name) : []
}

function mismatch(
  path: string,
  info: Pick<ImageInfo, 'size' | 'channels'>,
  wanted: number,
  choice?: number,
): TouchstoneError {
  const there = everySource(info).length
  const names = channelNames(info)
  const shown = names.length > 0 ? ` (${names.map((name, i) => `${i}: ${name}`).join(', ')})` : ''
  const asked = choice === undefined ? '' : `, and channel ${choice} was asked for`
  const ways = [
    ...(wanted === 1 ? [`a number from 0 to ${there - 1}`] : []),
    ...(wanted === 1 && info.size.c === 1 && info.size.samples >= 3 ? ['luminance'] : []),
    ...(wanted === there ? ['all'] : []),
  ]
  const advice =
    ways.length > 0
      ? `Set the tool's channel to ${ways.join(' or ')}.`
      : 'Use another tool, or images with that many channels.'
  return new TouchstoneError(
    'axes-mismatch',
    `${path} has ${counted(there, 'channel')}${shown}, but the tool takes ${wanted}${asked}. ${advice}`,
    { path, channels: there, wanted },
  )
}
