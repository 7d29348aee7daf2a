/** Channels as colours: restoration metrics look at each on its own, never across them. */
import type { RealImage } from './types.ts'

export interface NamedAxes extends RealImage {
  /** One letter of t c z y x s per axis of `shape`. */
  readonly axes: string
}

/** `[c, z, y, x]` becomes `[z, y, x, c]`; an image without the axis `c` stays as it is. */
export function channelsLast(image: NamedAxes): NamedAxes {
  const { axes, shape, data } = image
  const at = axes.indexOf('c')
  if (at < 0 || axes.includes('s')) return image
  const without = <T>(list: readonly T[]): T[] => list.filter((_, index) => index !== at)
  const channels = shape[at] ?? 1
  const inner = shape.slice(at + 1).reduce((all, size) => all * size, 1)
  const outer = data.length / (channels * inner)
  const moved = new Float64Array(data.length)
  for (let o = 0; o < outer; o++)
    for (let c = 0; c < channels; c++)
      for (let i = 0; i < inner; i++)
        moved[(o * inner + i) * channels + c] = data[(o * channels + c) * inner + i]!
  return { axes: `${axes.replace('c', '')}c`, shape: [...without(shape), channels], data: moved }
}
