/**
 * IEEE 754 half precision to single and back, on bit patterns, so that every value including the
 * payload of NaN survives the round trip.
 */

export function decodeFloat16(halves: Uint16Array): Float32Array {
  const out = new Float32Array(halves.length)
  const bits = new Uint32Array(out.buffer)
  for (let i = 0; i < halves.length; i++) bits[i] = singleBits(halves[i]!)
  return out
}

/** Values must be representable as float16: they came from one. */
export function encodeFloat16(singles: Float32Array): Uint16Array {
  const out = new Uint16Array(singles.length)
  const bits = new Uint32Array(singles.buffer, singles.byteOffset, singles.length)
  for (let i = 0; i < out.length; i++) out[i] = halfBits(bits[i]!)
  return out
}

function singleBits(half: number): number {
  const sign = (half & 0x8000) << 16
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 31) return sign | 0x7f800000 | (fraction << 13)
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13)
  if (fraction === 0) return sign
  const shift = Math.clz32(fraction) - 21 // subnormal: bring the leading 1 to bit 10
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13)
}

function halfBits(single: number): number {
  const sign = (single >>> 16) & 0x8000
  const exponent = (single >>> 23) & 0xff
  const fraction = (single >>> 13) & 0x3ff
  if (exponent === 255) return sign | 0x7c00 | fraction
  if (exponent >= 113) return sign | ((exponent - 112) << 10) | fraction
  if (exponent < 103) return sign
  return sign | ((fraction | 0x400) >> (113 - exponent))
}
