/** Micrometres without a stated pixel size are those of the files, which must agree. */
import type { Json, PixelSizeUm } from '../../contract/words.ts'
import { TouchstoneError } from '../../core/errors.ts'
import type { MetricOptions } from '../../core/metrics/metric-options.ts'
import { pixelSizeOf } from './known-pixel-size.ts'

/** Throws `shape-mismatch`. */
export async function withPixelSize(
  truth: string,
  prediction: string,
  options: MetricOptions,
): Promise<{ readonly sized: MetricOptions; readonly notes: readonly string[] }> {
  const isStated = options.pixelSizeUm !== undefined && options.pixelSizeUm !== null
  if (options.distanceUnit !== 'um' || isStated) return { sized: options, notes: [] }
  const [own, other] = await Promise.all([pixelSizeOf(truth), pixelSizeOf(prediction)])
  const size = own ?? other
  if (size === null) return { sized: options, notes: [] }
  if (own !== null && other !== null && !isSameSize(own, other))
    throw new TouchstoneError(
      'shape-mismatch',
      `The pixels of the truth ${truth} are ${JSON.stringify(own)} and those of the prediction ${prediction} ${JSON.stringify(other)} um; state pixelSizeUm.`,
      { truth: own, prediction: other },
    )
  return {
    sized: { ...options, pixelSizeUm: size as unknown as Json },
    notes: [`Distances are in um by the pixel size of the files, ${JSON.stringify(size)}.`],
  }
}

/** Files round their pixel sizes. */
function isSameSize(a: PixelSizeUm, b: PixelSizeUm): boolean {
  const isNear = (one = 1, another = one): boolean => Math.abs(one - another) <= 1e-3 * one
  return isNear(a.x, b.x) && isNear(a.y, b.y) && isNear(a.z, b.z)
}
