/**
 * One processing step, whatever format it was described in. Axes are already resolved to ids:
 * `axes` are reduced jointly (null: all axes of one sample), lists run along `axis` (null: one value for all).
 */
import type { TensorType } from '../../inference/tensor.ts'

export type Operation =
  | { readonly kind: 'ensure_dtype'; readonly dtype: TensorType }
  | {
      readonly kind: 'scale_linear'
      readonly gain: readonly number[]
      readonly offset: readonly number[]
      readonly axis: string | null
    }
  | {
      readonly kind: 'scale_range'
      readonly axes: readonly string[] | null
      /** In percent, 0 to 100. */
      readonly minPercentile: number
      readonly maxPercentile: number
      readonly eps: number
      readonly reference: string | null
    }
  | {
      readonly kind: 'clip'
      readonly min: number | null
      readonly max: number | null
      readonly minPercentile: number | null
      readonly maxPercentile: number | null
      readonly axes: readonly string[] | null
    }
  | {
      readonly kind: 'zero_mean_unit_variance'
      readonly axes: readonly string[] | null
      readonly eps: number
    }
  | {
      readonly kind: 'fixed_zero_mean_unit_variance'
      readonly mean: readonly number[]
      readonly std: readonly number[]
      readonly axis: string | null
    }
  | {
      readonly kind: 'binarize'
      readonly threshold: readonly number[]
      readonly axis: string | null
    }
  /**
   * Divides by the largest value of the image's stored type (`restore`: multiplies). What that type is, is
   * known with the image only: `withStoredType` turns the step into `scale_linear`.
   */
  | { readonly kind: 'scale_type_range'; readonly restore: boolean }
  /** The other way round along `axis`, for instance red, green, blue as blue, green, red. */
  | { readonly kind: 'reverse'; readonly axis: string }
  | { readonly kind: 'sigmoid' }
  | { readonly kind: 'softmax'; readonly axis: string }
  | {
      readonly kind: 'scale_mean_variance'
      readonly reference: string
      readonly axes: readonly string[] | null
      readonly eps: number
    }

export type OperationOf<K extends Operation['kind']> = Extract<Operation, { kind: K }>
