/**
 * Network output -> label image. Each method is stated in `contract/tool-file.ts`; which one applies by
 * default is decided in `core/tools/default-decoding.ts`. Pixels that are NaN are an error, never background.
 */
import { counted } from '../counted.ts'
import type { Decoding, Threshold } from '../../contract/tool-file.ts'
import { TouchstoneError } from '../errors.ts'
import type { LabelImage, Mask, RealImage } from '../images/types.ts'
import { automaticThreshold } from './automatic-threshold.ts'
import { componentsOfMask } from './connected-components.ts'
import { removeSmall } from './remove-small.ts'
import { requireFinite } from './require-finite.ts'
import { findSpots, type Spot } from './find-spots.ts'
import { spotLabels } from './spot-labels.ts'
import { stitchPlanes } from './stitch-planes.ts'
import { splitMask } from './split-mask.ts'
import { seededWatershed } from './watershed.ts'
import { decodePlanes } from './decode-planes.ts'
import { flowLabels, flowLabels3d } from './cellpose/flow-labels.ts'
import { starLabels, starLabels3d } from './stardist/star-labels.ts'

/** Channels of one network output, all of one shape `[y, x]` or `[z, y, x]`. */
export interface NetworkOutput {
  readonly channels: readonly RealImage[]
}

/**
 * Throws `tool-invalid` for a channel that is not there, `image-not-finite` for NaN, `not-a-label-image`,
 * `shape-mismatch`. `shape`: that of the label image where it is known; methods with a grid enlarge the
 * output to it, by default to the output's times the grid.
 */
export function decodeOutput(
  output: NetworkOutput,
  decoding: Decoding,
  shape?: readonly number[],
): LabelImage {
  switch (decoding.method) {
    case 'none':
      return asLabels(channelOf(output, 0))
    case 'threshold-components': {
      const mask = above(channelOf(output, decoding.channel), decoding.threshold)
      return removeSmall(componentsOfMask(mask, decoding.connectivity), decoding.minimumAreaPx)
    }
    case 'threshold-watershed': {
      const mask = above(channelOf(output, decoding.channel), decoding.threshold)
      return removeSmall(splitMask(mask, decoding), decoding.minimumAreaPx)
    }
    case 'foreground-boundary': {
      const foreground = channelOf(output, decoding.foregroundChannel)
      const boundary = channelOf(output, decoding.boundaryChannel)
      return removeSmall(floodFromInteriors(foreground, boundary, decoding), decoding.minimumAreaPx)
    }
    case 'stardist':
      return decodePlanes(output.channels, (channels) => starLabels(channels, decoding, shape))
    case 'stardist-3d':
      return starLabels3d(output.channels, decoding, shape)
    case 'cellpose': {
      const labels = decodePlanes(output.channels, (channels) => flowLabels(channels, decoding))
      const isJoined = labels.shape.length === 3 && decoding.stitchThreshold > 0
      return isJoined ? stitchPlanes(labels, decoding.stitchThreshold) : labels
    }
    case 'cellpose-3d':
      return flowLabels3d(output.channels, decoding)
    case 'spots': {
      const { shape: size } = channelOf(output, decoding.channel)
      return spotLabels(decodeSpots(output, decoding), size, decoding.radiusPx)
    }
    case 'classes':
      throw new TouchstoneError(
        'tool-invalid',
        'The decoding "classes" gives the class of an image and finds no objects in it. Choose another decoding, or a dataset of task classification.',
      )
  }
}

/** For the task `detection`: the spots themselves, between pixels, by falling score. */
export function decodeSpots(
  output: NetworkOutput,
  decoding: Extract<Decoding, { method: 'spots' }>,
): readonly Spot[] {
  const image = channelOf(output, decoding.channel)
  requireFinite(image.data, 'spots')
  return findSpots(image, { ...decoding, threshold: thresholdOf(image, decoding.threshold) })
}

/** Foreground of a network output, for the task `semantic`: 1 where the channel is above the threshold. */
export function decodeMask(
  output: NetworkOutput,
  decoding: Decoding,
  shape?: readonly number[],
): Mask {
  if (decoding.method === 'none') return maskOf(asLabels(channelOf(output, 0)))
  if (decoding.method === 'foreground-boundary')
    return above(channelOf(output, decoding.foregroundChannel), decoding.foregroundThreshold)
  if ('threshold' in decoding && decoding.method !== 'spots')
    return above(channelOf(output, decoding.channel), decoding.threshold)
  return maskOf(decodeOutput(output, decoding, shape))
}

function maskOf({ shape, data }: LabelImage): Mask {
  return { shape, data: Uint8Array.from(data, (label) => (label ? 1 : 0)) }
}

function channelOf(output: NetworkOutput, channel: number): RealImage {
  const image = output.channels[channel]
  if (image) return image
  throw new TouchstoneError(
    'tool-invalid',
    `The decoding asks for output channel ${channel}, but the tool's output has ${counted(output.channels.length, 'channel')}, counted from 0. Set the channel of the decoding.`,
  )
}

function thresholdOf(image: RealImage, stated: Threshold): number {
  return stated === 'automatic' ? automaticThreshold(image.data) : stated
}

function above(image: RealImage, stated: Threshold): Mask {
  const threshold = thresholdOf(image, stated)
  const data = new Uint8Array(image.data.length)
  for (let i = 0; i < data.length; i++) {
    const value = image.data[i]!
    if (value > threshold) data[i] = 1
    else if (Number.isNaN(value)) throw notFinite(i)
  }
  return { shape: image.shape, data }
}

/** Seeds: components where foreground minus boundary exceeds the seed threshold. Unseeded foreground is dropped. */
function floodFromInteriors(
  foreground: RealImage,
  boundary: RealImage,
  thresholds: { readonly foregroundThreshold: number; readonly seedThreshold: number },
): LabelImage {
  const interior = foreground.data.map((value, i) => value - boundary.data[i]!)
  const shape = foreground.shape
  const mask = above(foreground, thresholds.foregroundThreshold)
  const seeds = componentsOfMask(
    above({ shape, data: interior }, thresholds.seedThreshold),
    'cross',
  )
  return seededWatershed({ shape, data: interior.map((value) => -value) }, seeds, mask)
}

function asLabels(image: RealImage): LabelImage {
  const data = new Uint32Array(image.data.length)
  for (let i = 0; i < data.length; i++) {
    const value = image.data[i]!
    data[i] = value
    if (data[i] !== value) {
      throw new TouchstoneError(
        'not-a-label-image',
        `The tool's output is to be read as labels, but pixel ${i} is ${value}, not a whole number of 0 or more. Set a decoding that makes objects of it.`,
      )
    }
  }
  return { shape: image.shape, data }
}

function notFinite(pixel: number): TouchstoneError {
  return new TouchstoneError(
    'image-not-finite',
    `The tool's output has no number (NaN) at pixel ${pixel}; it cannot be decoded.`,
  )
}
