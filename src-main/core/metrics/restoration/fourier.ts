/** Discrete Fourier transform of any length: radix 2 where it fits, else Bluestein's chirp. */

export interface Complex {
  readonly re: Float64Array
  readonly im: Float64Array
}

/** Forward transform in place, no scaling. */
export function transform({ re, im }: Complex): void {
  const n = re.length
  if ((n & (n - 1)) === 0) radix2(re, im)
  else bluestein(re, im)
}

/** Two-dimensional forward transform of real pixels in C order. */
export function transform2d(
  pixels: ArrayLike<number>,
  [height, width]: readonly [height: number, width: number],
): Complex {
  const re = Float64Array.from(pixels)
  const im = new Float64Array(re.length)
  for (let y = 0; y < height; y++) {
    const row = {
      re: re.subarray(y * width, (y + 1) * width),
      im: im.subarray(y * width, (y + 1) * width),
    }
    transform(row)
  }
  const column = { re: new Float64Array(height), im: new Float64Array(height) }
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      column.re[y] = re[y * width + x]!
      column.im[y] = im[y * width + x]!
    }
    transform(column)
    for (let y = 0; y < height; y++) {
      re[y * width + x] = column.re[y]!
      im[y * width + x] = column.im[y]!
    }
  }
  return { re, im }
}

function radix2(re: Float64Array, im: Float64Array): void {
  const n = re.length
  reverseBits(re, im)
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2
    for (let k = 0; k < half; k++) {
      const angle = (-2 * Math.PI * k) / size
      const cos = Math.cos(angle)
      const sin = Math.sin(angle)
      for (let i = k; i < n; i += size) {
        const j = i + half
        const tr = re[j]! * cos - im[j]! * sin
        const ti = re[j]! * sin + im[j]! * cos
        re[j] = re[i]! - tr
        im[j] = im[i]! - ti
        re[i] = re[i]! + tr
        im[i] = im[i]! + ti
      }
    }
  }
}

function reverseBits(re: Float64Array, im: Float64Array): void {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j |= bit
    if (i < j) {
      ;[re[i], re[j]] = [re[j]!, re[i]!]
      ;[im[i], im[j]] = [im[j]!, im[i]!]
    }
  }
}

/** As a convolution with the chirp exp(iπk²/n), by transforms of a power of two. */
function bluestein(re: Float64Array, im: Float64Array): void {
  const n = re.length
  let size = 1
  while (size < 2 * n) size *= 2
  const a = { re: new Float64Array(size), im: new Float64Array(size) }
  const b = { re: new Float64Array(size), im: new Float64Array(size) }
  const cos = new Float64Array(n)
  const sin = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    const angle = (Math.PI * ((k * k) % (2 * n))) / n
    cos[k] = Math.cos(angle)
    sin[k] = Math.sin(angle)
    a.re[k] = re[k]! * cos[k]! + im[k]! * sin[k]!
    a.im[k] = im[k]! * cos[k]! - re[k]! * sin[k]!
    b.re[k] = b.re[(size - k) % size] = cos[k]!
    b.im[k] = b.im[(size - k) % size] = sin[k]!
  }
  radix2(a.re, a.im)
  radix2(b.re, b.im)
  // The inverse transform is a forward one with real and imaginary parts exchanged.
  for (let k = 0; k < size; k++) {
    const real = a.re[k]! * b.re[k]! - a.im[k]! * b.im[k]!
    a.im[k] = a.re[k]! * b.im[k]! + a.im[k]! * b.re[k]!
    a.re[k] = real
  }
  radix2(a.im, a.re)
  for (let k = 0; k < n; k++) {
    const real = a.re[k]! / size
    const imaginary = a.im[k]! / size
    re[k] = real * cos[k]! + imaginary * sin[k]!
    im[k] = imaginary * cos[k]! - real * sin[k]!
  }
}
