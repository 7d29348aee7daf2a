/** Undoes TIFF predictors 2 (horizontal differences) and 3 (floating point), row by row. */

type IntegerArray = Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array

/** In place: each sample is the difference to the one `samples` places before it. Wraps round. */
export function undoHorizontal(
  data: IntegerArray | BigUint64Array | BigInt64Array,
  rows: number,
  samples: number,
): void {
  const perRow = data.length / rows
  if (data instanceof BigUint64Array || data instanceof BigInt64Array) {
    for (let i = 0; i < data.length; i++) {
      if (i % perRow >= samples) data[i] = data[i]! + data[i - samples]!
    }
    return
  }
  for (let row = 0; row < rows; row++) {
    const stop = (row + 1) * perRow
    for (let i = row * perRow + samples; i < stop; i++) data[i] = data[i]! + data[i - samples]!
  }
}

/**
 * Adobe's floating point predictor (TIFF Technical Note 3): byte differences over rows in which all
 * high bytes come first. Returns little-endian samples whatever the file's byte order.
 */
export function undoFloatingPoint(
  source: Uint8Array,
  rows: number,
  samples: number,
  bytesPerSample: number,
): Uint8Array {
  const rowBytes = source.length / rows
  const perRow = rowBytes / bytesPerSample
  const target = new Uint8Array(source.length)
  const line = new Uint8Array(rowBytes)
  for (let row = 0; row < rows; row++) {
    line.set(source.subarray(row * rowBytes, (row + 1) * rowBytes))
    for (let i = samples; i < rowBytes; i++) line[i] = line[i]! + line[i - samples]!
    for (let byte = 0; byte < bytesPerSample; byte++) {
      const plane = (bytesPerSample - 1 - byte) * perRow
      let at = row * rowBytes + byte
      for (let i = 0; i < perRow; i++, at += bytesPerSample) target[at] = line[plane + i]!
    }
  }
  return target
}
