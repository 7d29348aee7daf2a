/**
 * Symmetric weighted sums over a sliding window, four neighbouring ones at a time: they share most of the
 * values they are made of, and reading those is what takes the time. Eleven weights, the usual case, unrolled.
 */

/** Sums computed together. Rows and lines must hold as many values more than are asked for. */
export const GROUP = 4

/** `count` sums, a multiple of `GROUP`, of neighbours in `line`. */
export function weighAlong(
  line: Float64Array,
  target: Float64Array,
  to: number,
  count: number,
  weights: Float64Array,
): void {
  if (weights.length !== 11) {
    for (let x = 0; x < count; x++) {
      let sum = 0
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * line[x + k]!
      target[to + x] = sum
    }
    return
  }
  const w0 = weights[5]!
  const w1 = weights[4]!
  const w2 = weights[3]!
  const w3 = weights[2]!
  const w4 = weights[1]!
  const w5 = weights[0]!
  for (let x = 0; x < count; x += GROUP) {
    const a = line[x]!
    const b = line[x + 1]!
    const c = line[x + 2]!
    const d = line[x + 3]!
    const e = line[x + 4]!
    const f = line[x + 5]!
    const g = line[x + 6]!
    const h = line[x + 7]!
    const i = line[x + 8]!
    const j = line[x + 9]!
    const k = line[x + 10]!
    const l = line[x + 11]!
    const m = line[x + 12]!
    const n = line[x + 13]!
    const o = to + x
    target[o] = w0 * f + w1 * (e + g) + w2 * (d + h) + w3 * (c + i) + w4 * (b + j) + w5 * (a + k)
    target[o + 1] =
      w0 * g + w1 * (f + h) + w2 * (e + i) + w3 * (d + j) + w4 * (c + k) + w5 * (b + l)
    target[o + 2] =
      w0 * h + w1 * (g + i) + w2 * (f + j) + w3 * (e + k) + w4 * (d + l) + w5 * (c + m)
    target[o + 3] =
      w0 * i + w1 * (h + j) + w2 * (g + k) + w3 * (f + l) + w4 * (e + m) + w5 * (d + n)
  }
}

/** `GROUP` rows of `length` sums, one after the other, of the same place in rows that begin at `starts`. */
export function weighAcross(
  rows: Float64Array,
  starts: Int32Array,
  target: Float64Array,
  length: number,
  weights: Float64Array,
): void {
  if (weights.length !== 11) {
    for (let row = 0; row < GROUP; row++)
      for (let x = 0; x < length; x++) {
        let sum = 0
        for (let k = 0; k < weights.length; k++) sum += weights[k]! * rows[starts[row + k]! + x]!
        target[row * length + x] = sum
      }
    return
  }
  const w0 = weights[5]!
  const w1 = weights[4]!
  const w2 = weights[3]!
  const w3 = weights[2]!
  const w4 = weights[1]!
  const w5 = weights[0]!
  const sa = starts[0]!
  const sb = starts[1]!
  const sc = starts[2]!
  const sd = starts[3]!
  const se = starts[4]!
  const sf = starts[5]!
  const sg = starts[6]!
  const sh = starts[7]!
  const si = starts[8]!
  const sj = starts[9]!
  const sk = starts[10]!
  const sl = starts[11]!
  const sm = starts[12]!
  const sn = starts[13]!
  for (let x = 0; x < length; x++) {
    const a = rows[sa + x]!
    const b = rows[sb + x]!
    const c = rows[sc + x]!
    const d = rows[sd + x]!
    const e = rows[se + x]!
    const f = rows[sf + x]!
    const g = rows[sg + x]!
    const h = rows[sh + x]!
    const i = rows[si + x]!
    const j = rows[sj + x]!
    const k = rows[sk + x]!
    const l = rows[sl + x]!
    const m = rows[sm + x]!
    const n = rows[sn + x]!
    target[x] = w0 * f + w1 * (e + g) + w2 * (d + h) + w3 * (c + i) + w4 * (b + j) + w5 * (a + k)
    target[length + x] =
      w0 * g + w1 * (f + h) + w2 * (e + i) + w3 * (d + j) + w4 * (c + k) + w5 * (b + l)
    target[2 * length + x] =
      w0 * h + w1 * (g + i) + w2 * (f + j) + w3 * (e + k) + w4 * (d + l) + w5 * (c + m)
    target[3 * length + x] =
      w0 * i + w1 * (h + j) + w2 * (g + k) + w3 * (f + l) + w4 * (e + m) + w5 * (d + n)
  }
}
