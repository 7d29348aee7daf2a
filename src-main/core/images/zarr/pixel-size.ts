/** Length of a pixel from OME-Zarr's scales: that of the dataset times that of the whole multiscale image. */
import type { PixelSizeUm } from '../../../contract/words.ts'
import { micrometresPerUnit } from '../length-unit.ts'
import type { NamedAxis } from './axes.ts'
import type { Multiscale } from './ome-metadata.ts'

type Transformations = Multiscale['coordinateTransformations']

/** `letters` and `axes` name the same axes. A size without a unit is none. */
export function pixelSizeOf(
  letters: string,
  axes: readonly NamedAxis[],
  multiscale: Transformations,
  dataset: Transformations,
): PixelSizeUm | 'uncalibrated' {
  const whole = scaleOf(multiscale)
  const own = scaleOf(dataset)
  const along = (letter: string): number | undefined => {
    const at = letters.indexOf(letter)
    const perUnit = micrometresPerUnit(axes[at]?.unit ?? '')
    const scale = own?.[at]
    if (perUnit === undefined || scale === undefined) return undefined
    const size = scale * (whole?.[at] ?? 1) * perUnit
    return Number.isFinite(size) && size > 0 ? size : undefined
  }
  const [x, y, z] = [along('x'), along('y'), along('z')]
  if (x === undefined || y === undefined) return 'uncalibrated'
  return { x, y, ...(z === undefined ? {} : { z }) }
}

function scaleOf(transformations: Transformations): readonly number[] | undefined {
  return transformations?.find(({ type, scale }) => type === 'scale' && scale !== undefined)?.scale
}
