/** In which unit distances are measured: pixels, or micrometres by a stated pixel size. */
import { pixelSizeUmSchema } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { choiceOption, type MetricOptions } from './metric-options.ts'

export type DistanceUnit = 'px' | 'um'

export function distanceUnitOption(options: MetricOptions): DistanceUnit {
  return choiceOption<DistanceUnit>(options, 'distanceUnit', ['px', 'um'], 'px')
}

/** Size of a pixel along y, x or z, y, x; null where none is given. Throws `bad-options`. */
export function pixelSizeOption(
  options: MetricOptions,
  dimensions: number,
): readonly number[] | null {
  const given = options.pixelSizeUm
  if (given === undefined || given === null) return null
  const parsed = pixelSizeUmSchema.safeParse(given)
  if (!parsed.success)
    throw new TouchstoneError(
      'bad-options',
      `The metric option pixelSizeUm is ${JSON.stringify(given)}; it must be like {"x":0.1,"y":0.1}, with z for stacks.`,
      { option: 'pixelSizeUm', given },
    )
  const { x, y, z } = parsed.data
  if (dimensions === 2) return [y, x]
  if (z !== undefined) return [z, y, x]
  throw new TouchstoneError(
    'bad-options',
    'The metric option pixelSizeUm has no z, and the data are stacks; state the distance of planes as z.',
    { option: 'pixelSizeUm', given },
  )
}

/** Size of a pixel per axis: 1 for pixels. Throws `bad-options` for micrometres without a pixel size. */
export function spacingOf(options: MetricOptions, dimensions: number): readonly number[] {
  if (distanceUnitOption(options) === 'px') return new Array<number>(dimensions).fill(1)
  const sizes = pixelSizeOption(options, dimensions)
  if (sizes !== null) return sizes
  throw new TouchstoneError(
    'bad-options',
    'Distances in um need the size of a pixel; state pixelSizeUm, for instance {"x":0.1,"y":0.1}.',
    { option: 'pixelSizeUm' },
  )
}

/** Of `spacingOf`, where a pixel size that pixels would ignore is a mistake of whoever states it. */
export function statedSpacing(options: MetricOptions, dimensions: number): readonly number[] {
  requireUseOfPixelSize(options)
  return spacingOf(options, dimensions)
}

/** Throws `bad-options`. */
export function requireUseOfPixelSize(options: MetricOptions): void {
  const stated = options.pixelSizeUm
  if (stated === undefined || stated === null || distanceUnitOption(options) !== 'px') return
  throw new TouchstoneError(
    'bad-options',
    'The metric option pixelSizeUm is given and distances are in px, which have no use for it; set distanceUnit to um.',
    { option: 'distanceUnit' },
  )
}
