import { expect, test } from 'vitest'
import { decorrelationCutOff } from '../../../../src-main/core/metrics/restoration/decorrelation.ts'
import { transform2d } from '../../../../src-main/core/metrics/restoration/fourier.ts'

const side = 128

function gaussians(seed: number): Float64Array {
  let state = seed
  const random = (): number => (state = (state * 16807) % 2147483647) / 2147483647
  return Float64Array.from(
    { length: side * side },
    () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()),
  )
}

/** A texture whose frequencies fade to nothing at `cutOff` as through a lens, and noise. */
function texture(cutOff: number, noise: number) {
  const { re, im } = transform2d(gaussians(7), [side, side])
  for (let i = 0; i < re.length; i++) {
    const [fy, fx] = [Math.floor(i / side), i % side].map((f) => Math.min(f, side - f) / (side / 2))
    const radius = Math.hypot(fx!, fy!)
    const passed = radius < cutOff ? (1 - radius / cutOff) / (1 + 20 * radius) : 0
    re[i]! *= passed
    im[i]! *= passed
  }
  // real part of the transform of the conjugate: the inverse, up to its scale
  const [a, b] = [transform2d(re, [side, side]), transform2d(im, [side, side])]
  const data = a.re.map((value, i) => value + b.im[i]!)
  const deviation = Math.sqrt(data.reduce((sum, one) => sum + one * one, 0) / data.length)
  const grain = gaussians(11)
  return { shape: [side, side], data: data.map((one, i) => one / deviation + noise * grain[i]!) }
}

test.each([0.2, 0.35, 0.5, 0.7])('finds where a texture ends that ends at %d', (cutOff) => {
  const found = decorrelationCutOff(texture(cutOff, 0.1))!
  expect(found / cutOff).toBeGreaterThan(0.85)
  expect(found / cutOff).toBeLessThan(1.1)
})

test('gain and offset do not matter', () => {
  const one = texture(0.4, 0.1)
  const scaled = { ...one, data: one.data.map((value) => 50 * value + 1000) }
  expect(decorrelationCutOff(scaled)).toBeCloseTo(decorrelationCutOff(one)!, 6)
})

test('noise alone and a constant image have no peak', () => {
  expect(decorrelationCutOff({ shape: [side, side], data: gaussians(3) })).toBeNull()
  expect(decorrelationCutOff({ shape: [32, 32], data: new Float64Array(1024) })).toBeNull()
})
