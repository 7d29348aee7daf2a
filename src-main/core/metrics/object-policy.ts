/**
 * Which objects take part: all, or those of a least size, or those that the image's edge does not cut.
 * Objects are left out of each side by what they are there, before anything is matched.
 */
import { TouchstoneError } from '../errors.ts'
import type { LabelImage } from '../images/types.ts'
import { choiceOption, type MetricOptions } from './metric-options.ts'
import { objectGeometry } from './object-geometry.ts'

export type BorderObjects = 'keep' | 'drop-prediction-and-truth-touching'

export interface ObjectPolicy {
  /** An object touches the border with a pixel in an outermost row, column or, in stacks, plane. */
  readonly borderObjects: BorderObjects
  /** Objects of fewer pixels are left out. */
  readonly minimumAreaPx: number
}

export const objectPolicyDefaults = { borderObjects: 'keep', minimumAreaPx: 0 } as const

/** Throws `bad-options`. */
export function objectPolicyOf(options: MetricOptions): ObjectPolicy {
  const area = options.minimumAreaPx ?? objectPolicyDefaults.minimumAreaPx
  if (typeof area !== 'number' || !Number.isSafeInteger(area) || area < 0)
    throw new TouchstoneError(
      'bad-options',
      `The metric option minimumAreaPx is ${JSON.stringify(area)}; it must be a whole number of pixels, 0 or more.`,
      { option: 'minimumAreaPx', given: area },
    )
  return {
    borderObjects: choiceOption<BorderObjects>(
      options,
      'borderObjects',
      ['keep', 'drop-prediction-and-truth-touching'],
      'keep',
    ),
    minimumAreaPx: area,
  }
}

/** The image itself where nothing is left out, else a copy with 0 in place of what is; and how many were. */
export function applyObjectPolicy(
  image: LabelImage,
  { borderObjects, minimumAreaPx }: ObjectPolicy,
): { readonly image: LabelImage; readonly left: number } {
  if (borderObjects === 'keep' && minimumAreaPx <= 1) return { image, left: 0 }
  const dropped = new Set(
    objectGeometry(image)
      .filter(
        ({ areaPx, touchesBorder }) =>
          areaPx < minimumAreaPx || (borderObjects !== 'keep' && touchesBorder),
      )
      .map(({ label }) => label),
  )
  if (dropped.size === 0) return { image, left: 0 }
  const data = image.data.map((label) => (label !== 0 && dropped.has(label) ? 0 : label))
  return { image: { shape: image.shape, data }, left: dropped.size }
}
