/**
 * The inverse cosine transform of JPEG blocks as libjpeg's accurate integer method computes it (jidctint,
 * after Loeffler, Ligtenberg and Moschytz, ICASSP 1989), so that values equal those of that library.
 */

/** Constants are scaled by 2^13. */
const scaleBits = 13
const fix = (value: number): number => Math.round(value * 2 ** scaleBits)
const fix0298 = fix(0.298631336)
const fix0390 = fix(0.390180644)
const fix0541 = fix(0.5411961)
const fix0765 = fix(0.765366865)
const fix0899 = fix(0.899976223)
const fix1175 = fix(1.175875602)
const fix1501 = fix(1.50132111)
const fix1847 = fix(1.847759065)
const fix1961 = fix(1.96157056)
const fix2053 = fix(2.053119869)
const fix2562 = fix(2.562915447)
const fix3072 = fix(3.072711026)

const work = new Int32Array(64)
const line = new Int32Array(8)

/**
 * 64 dequantised coefficients at `from` in natural order, to 8 x 8 samples of `bits` (8 or 12) at `to`, rows
 * `stride` apart.
 */
export function inverseDct(
  coefficients: Int32Array,
  target: Uint8Array | Uint16Array,
  to: number,
  stride: number,
  bits: number,
): void {
  const keptBits = bits === 8 ? 2 : 1 // more than the result needs, between the two passes
  const middle = 1 << (bits - 1)
  const largest = (1 << bits) - 1
  for (let column = 0; column < 8; column++) {
    transform(coefficients, column, 8)
    const shift = scaleBits - keptBits
    for (let i = 0; i < 8; i++) work[column + 8 * i] = (line[i]! + (1 << (shift - 1))) >> shift
  }
  const shift = scaleBits + keptBits + 3
  for (let row = 0; row < 8; row++) {
    transform(work, 8 * row, 1)
    const start = to + row * stride
    for (let i = 0; i < 8; i++) {
      const value = ((line[i]! + (1 << (shift - 1))) >> shift) + middle
      target[start + i] = value < 0 ? 0 : value > largest ? largest : value
    }
  }
}

/** One dimension, into `line`; results are scaled by 2^13 and by the square root of 8. */
function transform(source: Int32Array, at: number, step: number): void {
  const in0 = source[at]!
  const in4 = source[at + 4 * step]!
  const in2 = source[at + 2 * step]!
  const in6 = source[at + 6 * step]!
  const evenBoth = (in2 + in6) * fix0541
  const even2 = evenBoth - in6 * fix1847
  const even3 = evenBoth + in2 * fix0765
  const even0 = (in0 + in4) * 8192
  const even1 = (in0 - in4) * 8192
  const sum0 = even0 + even3
  const sum3 = even0 - even3
  const sum1 = even1 + even2
  const sum2 = even1 - even2

  const in7 = source[at + 7 * step]!
  const in5 = source[at + 5 * step]!
  const in3 = source[at + 3 * step]!
  const in1 = source[at + step]!
  const all = (in7 + in3 + in5 + in1) * fix1175
  const z1 = -(in7 + in1) * fix0899
  const z2 = -(in5 + in3) * fix2562
  const z3 = all - (in7 + in3) * fix1961
  const z4 = all - (in5 + in1) * fix0390
  const odd0 = in7 * fix0298 + z1 + z3
  const odd1 = in5 * fix2053 + z2 + z4
  const odd2 = in3 * fix3072 + z2 + z3
  const odd3 = in1 * fix1501 + z1 + z4

  line[0] = sum0 + odd3
  line[7] = sum0 - odd3
  line[1] = sum1 + odd2
  line[6] = sum1 - odd2
  line[2] = sum2 + odd1
  line[5] = sum2 - odd1
  line[3] = sum3 + odd0
  line[4] = sum3 - odd0
}
