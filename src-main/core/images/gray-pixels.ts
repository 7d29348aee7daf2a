/** Pixels of a block as one number each: of colour images the mean of red, green and blue. */
import type { PixelBlock } from './types.ts'

/** How many samples of a pixel its gray value is the mean of: transparency is left out. */
export function graySamples(samples: number): number {
  return samples === 2 || samples === 4 ? samples - 1 : samples
}

/** Axes `yx` or `yxs`, C order; integers above 2^53 are rounded. */
export function grayPixels({ axes, shape, data }: Pick<PixelBlock, 'axes' | 'shape' | 'data'>): {
  readonly values: Float64Array
  readonly averagedSamples: number
} {
  const samples = axes.endsWith('s') ? (shape.at(-1) ?? 1) : 1
  const counted = graySamples(samples)
  const values = new Float64Array(data.length / samples)
  for (let i = 0; i < values.length; i++) {
    let sum = 0
    for (let s = 0; s < counted; s++) sum += Number(data[i * samples + s]!)
    values[i] = sum / counted
  }
  return { values, averagedSamples: counted }
}
