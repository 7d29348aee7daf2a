/** Values as a source of pieces, and numbers that look random and are the same every time. */
import type { TensorData } from '../../../../src-main/core/inference/tensor.ts'
import type { PieceSource } from '../../../../src-main/core/models/processing/streaming-percentiles.ts'

/** Each group in pieces of `length`, the groups in turn; `passes` counts how often it was gone through. */
export function piecesOf(
  groups: readonly TensorData[],
  length: number,
): PieceSource & { passes: number } {
  const count = groups[0]!.length
  return {
    count,
    passes: 0,
    pass(visit) {
      this.passes += 1
      for (let start = 0; start < count; start += length)
        groups.forEach((values, group) => visit(values.subarray(start, start + length), group))
      return Promise.resolve()
    },
  }
}

/** From 0 to 1 (Park & Miller's generator). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
