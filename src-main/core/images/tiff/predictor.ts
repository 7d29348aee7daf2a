/** Undoes TIFF predictors 2 (horizontal differences) and 3 (floating point), row by row. */

type IntegerArray = Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array

/** In place: each sample is the difference to the one `samples` places before it. Wraps round. */
export function undoHorizontal(
  data: IntegerArray | BigUint64Array | BigInt64Array,
  rows: number,
  samples: number,
): void {
  const { buffer, byteOffset, length } = data
  const perRow = length / rows
  if (data instanceof BigUint64Array || data instanceof BigInt64Array) {
    for (let i = 0; i < data.length; i++) {
      if (i % perRow >= samples) data[i] = data[i]! + data[i - samples]!
    }
  } else if (data.BYTES_PER_ELEMENT === 1) {
    addBytes(new Uint8Array(buffer, byteOffset, length), perRow, samples)
  } else if (data.BYTES_PER_ELEMENT === 2) {
    addWords(new Uint16Array(buffer, byteOffset, length), perRow, samples)
  } else addLongs(new Int32Array(buffer, byteOffset, length), perRow, samples)
}

// The same loop once for each type: over one kind of array it is compiled to a third of the time.

function addBytes(data: Uint8Array, perRow: number, samples: number): void {
  for (let start = 0; start < data.length; start += perRow) {
    for (let first = start; first < start + samples; first++) {
      let value = 0
      for (let i = first; i < start + perRow; i += samples)
        data[i] = value = (value + data[i]!) & 255
    }
  }
}

function addWords(data: Uint16Array, perRow: number, samples: number): void {
  for (let start = 0; start < data.length; start += perRow) {
    for (let first = start; first < start + samples; first++) {
      let value = 0
      for (let i = first; i < start + perRow; i += samples)
        data[i] = value = (value + data[i]!) & 0xffff
    }
  }
}

function addLongs(data: Int32Array, perRow: number, samples: number): void {
  for (let start = 0; start < data.length; start += perRow) {
    for (let first = start; first < start + samples; first++) {
      let value = 0
      for (let i = first; i < start + perRow; i += samples) data[i] = value = (value + data[i]!) | 0
    }
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
  const words = bytesPerSample === 4 ? new Int32Array(target.buffer) : undefined
  const line = new Uint8Array(rowBytes)
  for (let row = 0; row < rows; row++) {
    line.set(source.subarray(row * rowBytes, (row + 1) * rowBytes))
    addBytes(line, rowBytes, samples)
    if (words === undefined) spread(line, target, row * rowBytes, bytesPerSample)
    else joinWords(line, words, row * perRow)
  }
  return target
}

function spread(line: Uint8Array, target: Uint8Array, start: number, bytesPerSample: number): void {
  const perRow = line.length / bytesPerSample
  for (let byte = 0; byte < bytesPerSample; byte++) {
    const plane = (bytesPerSample - 1 - byte) * perRow
    let at = start + byte
    for (let i = 0; i < perRow; i++, at += bytesPerSample) target[at] = line[plane + i]!
  }
}

function joinWords(line: Uint8Array, words: Int32Array, start: number): void {
  const perRow = line.length / 4
  for (let i = 0; i < perRow; i++) {
    words[start + i] =
      (line[i]! << 24) |
      (line[perRow + i]! << 16) |
      (line[2 * perRow + i]! << 8) |
      line[3 * perRow + i]!
  }
}
