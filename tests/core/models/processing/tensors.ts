/** Tensors for the examples. */
import type { Tensor } from '../../../../src-main/core/inference/tensor.ts'

/** (batch 1, channel, y 1, x) with one row of values per channel. */
export function channels(...rows: readonly (readonly number[])[]): Tensor {
  return {
    axes: ['batch', 'channel', 'y', 'x'],
    shape: [1, rows.length, 1, rows[0]!.length],
    dtype: 'float32',
    data: Float32Array.from(rows.flat()),
  }
}

export const none = new Map<string, Tensor>()
