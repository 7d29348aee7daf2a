/** The five row filters of PNG (ISO/IEC 15948, clause 9), undone. */

/**
 * `filtered` holds, per row, one filter byte and `rowBytes` bytes. Returns the rows without filter
 * bytes, or undefined where a filter byte is none of 0 to 4.
 */
export function undoFilters(
  filtered: Uint8Array,
  rows: number,
  rowBytes: number,
  pixelBytes: number,
): Uint8Array | undefined {
  const out = new Uint8Array(rows * rowBytes)
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1)
    const filter = filtered[from]!
    const start = row * rowBytes
    out.set(filtered.subarray(from + 1, from + 1 + rowBytes), start)
    if (filter > 4) return undefined
    if (filter === 1) undoSub(out, start, rowBytes, pixelBytes)
    else if (filter === 2 && row > 0) undoUp(out, start, rowBytes)
    else if (filter === 3) undoAverage(out, start, rowBytes, pixelBytes, row > 0)
    else if (filter === 4) undoPaeth(out, start, rowBytes, pixelBytes, row > 0)
  }
  return out
}

function undoSub(out: Uint8Array, start: number, rowBytes: number, pixelBytes: number): void {
  for (let i = start + pixelBytes; i < start + rowBytes; i++)
    out[i] = out[i]! + out[i - pixelBytes]!
}

function undoUp(out: Uint8Array, start: number, rowBytes: number): void {
  for (let i = start; i < start + rowBytes; i++) out[i] = out[i]! + out[i - rowBytes]!
}

function undoAverage(
  out: Uint8Array,
  start: number,
  rowBytes: number,
  pixelBytes: number,
  hasAbove: boolean,
): void {
  for (let i = 0; i < rowBytes; i++) {
    const left = i >= pixelBytes ? out[start + i - pixelBytes]! : 0
    const above = hasAbove ? out[start + i - rowBytes]! : 0
    out[start + i] = out[start + i]! + ((left + above) >> 1)
  }
}

function undoPaeth(
  out: Uint8Array,
  start: number,
  rowBytes: number,
  pixelBytes: number,
  hasAbove: boolean,
): void {
  for (let i = 0; i < rowBytes; i++) {
    const left = i >= pixelBytes ? out[start + i - pixelBytes]! : 0
    const above = hasAbove ? out[start + i - rowBytes]! : 0
    const corner = hasAbove && i >= pixelBytes ? out[start + i - rowBytes - pixelBytes]! : 0
    const toLeft = Math.abs(above - corner)
    const toAbove = Math.abs(left - corner)
    const toCorner = Math.abs(left + above - 2 * corner)
    const nearest =
      toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner
    out[start + i] = out[start + i]! + nearest
  }
}
