/** What a network's description says of one tensor's axes: their kind, allowed sizes and margins. */

export type AxisType = 'batch' | 'channel' | 'index' | 'time' | 'space'

export type AxisSize =
  | { readonly kind: 'any' }
  | { readonly kind: 'fixed'; readonly value: number }
  /** min + n * step, n = 0, 1, 2 ... */
  | { readonly kind: 'parametrised'; readonly min: number; readonly step: number }
  /** floor(size of the referenced axis * factor + offset) */
  | {
      readonly kind: 'reference'
      readonly tensor: string
      readonly axis: string
      readonly factor: number
      readonly offset: number
    }
  /** Known only after the network ran. */
  | { readonly kind: 'data-dependent'; readonly min: number; readonly max: number | null }

export interface AxisSpec {
  readonly id: string
  readonly type: AxisType
  readonly size: AxisSize
  /** Length of one step along the axis in `unit`; 1 where none is stated. */
  readonly scale: number
  readonly unit: string | null
  /** Unreliable pixels on both sides of an output; 0 where none is stated. */
  readonly halo: number
  readonly channelNames: readonly string[]
}

export interface TensorSpec {
  readonly id: string
  readonly axes: readonly AxisSpec[]
}
