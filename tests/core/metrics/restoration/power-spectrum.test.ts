import { expect, test } from 'vitest'
import { transform2d } from '../../../../src-main/core/metrics/restoration/fourier.ts'
import { radialPowerSpectrum } from '../../../../src-main/core/metrics/restoration/power-spectrum.ts'

function image(height: number, width: number, value: (x: number, y: number) => number) {
  const data = Float64Array.from({ length: height * width }, (_, i) =>
    value(i % width, Math.floor(i / width)),
  )
  return { shape: [height, width], data }
}

/** Reproducible noise of variance 1/12 from -0.5 to 0.5. */
function noise(): () => number {
  let state = 12345
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32 - 0.5
  }
}

test('a wave has its power at its frequency, in cycles per pixel', () => {
  const wave = image(64, 64, (x) => 10 + 3 * Math.sin((2 * Math.PI * 16 * x) / 64))
  const { frequencies, power } = radialPowerSpectrum(wave)
  const strongest = power.indexOf(Math.max(...power))
  expect(frequencies[strongest]).toBe(0.25)
  expect(frequencies.at(-1)).toBe(0.5)
  expect(frequencies).toHaveLength(32)
  expect(power[8]! / power[strongest]!).toBeLessThan(1e-6)
})

test('white noise has the power of its variance at every frequency', () => {
  const next = noise()
  const { power, counts } = radialPowerSpectrum(image(128, 96, next))
  const total = power.reduce((sum, value, ring) => sum + value * counts[ring]!, 0)
  const pixels = counts.reduce((sum, count) => sum + count, 0)
  expect(total / pixels).toBeCloseTo(1 / 12, 2)
  const upper = power.slice(30)
  expect(Math.min(...upper)).toBeGreaterThan(0.6 / 12)
  expect(Math.max(...upper)).toBeLessThan(1.5 / 12)
})

test('twice the gain is four times the power, and an offset is none', () => {
  const next = noise()
  const values = Float64Array.from({ length: 33 * 45 }, next)
  const own = radialPowerSpectrum({ shape: [33, 45], data: values })
  const brighter = radialPowerSpectrum({
    shape: [33, 45],
    data: values.map((value) => 2 * value + 100),
  })
  own.power.forEach((value, ring) => {
    expect(brighter.power[ring]! / value).toBeCloseTo(4, 6)
  })
})

test('a constant image has no power', () => {
  expect(Math.max(...radialPowerSpectrum(image(16, 16, () => 7)).power)).toBe(0)
})

test('a blurred image loses high frequencies only', () => {
  const next = noise()
  const sharp = image(64, 64, next)
  const at = (x: number, y: number): number => sharp.data[((y + 64) % 64) * 64 + ((x + 64) % 64)]!
  const soft = image(
    64,
    64,
    (x, y) => (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4,
  )
  const [a, b] = [radialPowerSpectrum(sharp), radialPowerSpectrum(soft)]
  expect(b.power[1]! / a.power[1]!).toBeGreaterThan(0.8)
  expect(b.power[30]! / a.power[30]!).toBeLessThan(0.3)
})

test.each([
  [16, 16],
  [15, 12],
  [12, 15],
  [9, 33],
])(
  'of %i x %i pixels every Fourier pixel is counted, as the definition has it',
  (height, width) => {
    const given = image(height, width, noise())
    const mean = given.data.reduce((sum, value) => sum + value, 0) / given.data.length
    const hann = (i: number, n: number): number => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (n - 1))
    const weights = given.data.map(
      (_, i) => hann(i % width, width) * hann(Math.floor(i / width), height),
    )
    const { re, im } = transform2d(
      given.data.map((value, i) => (value - mean) * weights[i]!),
      [height, width],
    )
    const energy = weights.reduce((sum, weight) => sum + weight * weight, 0)
    const n = Math.min(height, width)
    const sums: number[] = []
    const counts: number[] = []
    for (let i = 0; i < re.length; i++) {
      const near = (at: number, length: number): number => Math.min(at, length - at) / length
      const far = Math.hypot(near(i % width, width), near(Math.floor(i / width), height)) * n
      const ring = Math.round(far)
      sums[ring] = (sums[ring] ?? 0) + (re[i]! ** 2 + im[i]! ** 2) / energy
      counts[ring] = (counts[ring] ?? 0) + 1
    }
    const found = radialPowerSpectrum(given)
    expect(found.counts).toEqual(counts.slice(1, Math.floor(n / 2) + 1))
    found.power.forEach((power, ring) => {
      expect(power).toBeCloseTo(sums[ring + 1]! / counts[ring + 1]!, 10)
    })
  },
)
