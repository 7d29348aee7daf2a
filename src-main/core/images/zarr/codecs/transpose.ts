/** Chunks that are stored with their axes in another order, back into C order. */

/**
 * `stored` is in C order of the axes `order` (its axis i is axis `order[i]` of `shape`); the result is in
 * C order of `shape`. Both have the same length.
 */
export function transposeBack(
  stored: Uint8Array,
  shape: readonly number[],
  order: readonly number[],
  elementBytes: 1 | 2 | 4 | 8,
): Uint8Array {
  const aligned = stored.byteOffset % elementBytes === 0 ? stored : new Uint8Array(stored)
  const out = new Uint8Array(stored.length)
  const strides = storedStrides(shape, order)
  const Elements = elementTypes[elementBytes]
  const from = new Elements(
    aligned.buffer as ArrayBuffer,
    aligned.byteOffset,
    aligned.length / elementBytes,
  )
  copyTransposed(from as Uint8Array, new Elements(out.buffer) as Uint8Array, shape, strides)
  return out
}

const elementTypes = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: BigUint64Array } as const

/** How far apart neighbours along each axis of `shape` lie in what is stored. */
function storedStrides(shape: readonly number[], order: readonly number[]): number[] {
  const strides = shape.map(() => 1)
  let stride = 1
  for (const axis of order.toReversed()) {
    strides[axis] = stride
    stride *= shape[axis]!
  }
  return strides
}

/** A hot loop over all elements, one row of the last axis after another. */
function copyTransposed(
  from: Uint8Array,
  out: Uint8Array,
  shape: readonly number[],
  strides: readonly number[],
): void {
  const last = shape.length - 1
  if (last < 0) return void out.set(from)
  const index = shape.map(() => 0)
  const length = shape[last]!
  const step = strides[last]!
  let start = 0
  for (let at = 0; at < out.length;) {
    for (let i = 0, source = start; i < length; i++, source += step) out[at++] = from[source]!
    for (let axis = last - 1; axis >= 0; axis--) {
      start += strides[axis]!
      if (++index[axis]! < shape[axis]!) break
      start -= strides[axis]! * shape[axis]!
      index[axis] = 0
    }
  }
}
