import { expect, test } from 'vitest'
import { transform, transform2d } from '../../../../src-main/core/metrics/restoration/fourier.ts'

/** The definition, term by term. */
function slow(re: readonly number[], im: readonly number[]) {
  const n = re.length
  const sum = (k: number, part: 're' | 'im'): number =>
    re.reduce((total, _, j) => {
      const angle = (-2 * Math.PI * j * k) / n
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
      return total + (part === 're' ? re[j]! * cos - im[j]! * sin : re[j]! * sin + im[j]! * cos)
    }, 0)
  return { re: re.map((_, k) => sum(k, 're')), im: re.map((_, k) => sum(k, 'im')) }
}

test.each([1, 2, 8, 64, 3, 7, 12, 45])('length %i equals the definition', (n) => {
  const re = Array.from({ length: n }, (_, i) => Math.sin(i * 1.7) + i / 9)
  const im = Array.from({ length: n }, (_, i) => Math.cos(i * 2.3))
  const fast = { re: Float64Array.from(re), im: Float64Array.from(im) }
  transform(fast)
  const expected = slow(re, im)
  for (let k = 0; k < n; k++) {
    expect(fast.re[k]).toBeCloseTo(expected.re[k]!, 9)
    expect(fast.im[k]).toBeCloseTo(expected.im[k]!, 9)
  }
})

test('two dimensions: a plane wave is one frequency', () => {
  const [height, width] = [6, 8]
  const wave = Array.from({ length: 48 }, (_, i) =>
    Math.cos(2 * Math.PI * ((2 * Math.floor(i / width)) / height + (3 * (i % width)) / width)),
  )
  const { re, im } = transform2d(wave, [height, width])
  const peaks = [...re].flatMap((value, i) =>
    Math.hypot(value, im[i]!) > 1e-9 ? [[i, value]] : [],
  )
  expect(peaks.map(([i]) => i)).toEqual([2 * 8 + 3, 4 * 8 + 5])
  for (const [, value] of peaks) expect(value).toBeCloseTo(24, 9)
})
