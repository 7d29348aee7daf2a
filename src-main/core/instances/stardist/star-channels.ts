/** Probability and distances among a network's channels, checked before anything is built from them. */
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import type { RealImage } from '../../images/types.ts'
import { requireFinite } from '../require-finite.ts'
import { requireSameShape } from '../require-same-shape.ts'

export interface StarChannels {
  readonly probability: RealImage
  /** One per ray. */
  readonly distances: readonly RealImage[]
}

export interface StarChannelChoice {
  readonly probabilityChannel: number
  readonly firstDistanceChannel: number
  /** 0: all channels from the first distance on. */
  readonly rays: number
}

/** Fewest rays that enclose anything. */
const fewestRays = { 2: 3, 3: 4 } as const

/**
 * Throws `tool-invalid` for channels that are not there or too few rays, `shape-mismatch`, and
 * `image-not-finite` for NaN or infinite values.
 */
export function starChannels(
  channels: readonly RealImage[],
  { probabilityChannel, firstDistanceChannel, rays }: StarChannelChoice,
  dimensions: 2 | 3,
): StarChannels {
  const probability = channels[probabilityChannel]
  const end = rays > 0 ? firstDistanceChannel + rays : channels.length
  const distances = channels.slice(firstDistanceChannel, end)
  if (!probability || distances.length < Math.max(rays, fewestRays[dimensions])) {
    const asked = rays > 0 ? counted(rays, 'ray') : `at least ${fewestRays[dimensions]} rays`
    throw new TouchstoneError(
      'tool-invalid',
      `The decoding asks for the probability in channel ${probabilityChannel} and ${asked} from channel ${firstDistanceChannel} on, but the tool's output has ${counted(channels.length, 'channel')}, counted from 0. Set the channels of the decoding.`,
    )
  }
  requireFinite(probability.data, 'object probability')
  for (const [ray, distance] of distances.entries()) {
    requireSameShape(probability.shape, distance.shape, 'object probability', `distance ${ray}`)
    requireFinite(distance.data, `distance ${ray}`)
  }
  return { probability, distances }
}

/** An object this many times larger than the image is nonsense, and would take for ever to draw. */
const largestReach = 4

/** Throws `tool-invalid` where a candidate reaches farther than any object can. */
export function requireReasonableReach(
  pixels: Uint32Array | readonly number[],
  distances: readonly RealImage[],
  shape: readonly number[],
): void {
  const limit = largestReach * shape.reduce((largest, side) => Math.max(largest, side), 1)
  for (const [ray, { data }] of distances.entries()) {
    for (const pixel of pixels) {
      if (data[pixel]! <= limit) continue
      throw new TouchstoneError(
        'tool-invalid',
        `The distance along ray ${ray} at pixel ${pixel} of the tool's output is ${data[pixel]!} px, but the image is ${shape.join(' x ')}. Set the channels of the decoding, or check the model.`,
      )
    }
  }
}
