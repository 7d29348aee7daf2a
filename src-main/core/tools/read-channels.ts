/** Reads the channels that a plan names, one plane or the whole stack, as real numbers. */
import type { ImageSource, PixelBlock } from '../images/types.ts'
import { type ChannelPlan, type ChannelSource, luminanceWeights } from './channel-mapping.ts'

export interface ChannelPixels {
  /** One per source of the plan, `[z, height, width]` flattened in C order. */
  readonly channels: readonly Float64Array[]
  /** `integer` when every value is a whole number by the file's type; luminance only where R = G = B. */
  readonly values: 'integer' | 'real'
}

/** `z` is one plane, or `all` of them. Time 0: a series must not come here. */
export async function readChannels(
  image: ImageSource,
  plan: ChannelPlan,
  z: number | 'all',
): Promise<ChannelPixels> {
  const { size, dtype } = image.info
  const planes = z === 'all' ? Array.from({ length: size.z }, (_, index) => index) : [z]
  const area = size.height * size.width
  const channels = plan.sources.map(() => new Float64Array(planes.length * area))
  let isWhole = !dtype.startsWith('float')
  for (const [place, index] of planes.entries()) {
    const stored = new Map<number, PixelBlock>()
    for (const [at, source] of plan.sources.entries()) {
      const c = source.from === 'channel' ? source.c : 0
      const block = stored.get(c) ?? (await image.readPlane({ t: 0, c, z: index }))
      stored.set(c, block)
      const target = channels[at]!.subarray(place * area, (place + 1) * area)
      isWhole = pick(block, size.samples, source, target) && isWhole
    }
  }
  return { channels, values: isWhole ? 'integer' : 'real' }
}

/** Fills `target`; false when a luminance came out of unequal samples. */
function pick(
  block: PixelBlock,
  samples: number,
  source: ChannelSource,
  target: Float64Array,
): boolean {
  const { data } = block
  if (source.from === 'channel') {
    for (let i = 0; i < target.length; i++) target[i] = Number(data[i * samples + source.sample]!)
    return true
  }
  const [red, green, blue] = luminanceWeights
  let isGray = true
  for (let i = 0, at = 0; i < target.length; i++, at += samples) {
    const r = Number(data[at]!)
    const g = Number(data[at + 1]!)
    const b = Number(data[at + 2]!)
    // Gray stored as colour keeps its exact value; the weights would round it.
    if (r === g && g === b) target[i] = r
    else {
      target[i] = red * r + green * g + blue * b
      isGray = false
    }
  }
  return isGray
}
