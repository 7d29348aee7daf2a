import { expect, test } from 'vitest'
import { gaussianBlur } from '../../../../src-main/core/metrics/restoration/gaussian-blur.ts'
import { shifted } from '../../../../src-main/core/metrics/restoration/registration.ts'
import { squirrel } from '../../../../src-main/core/metrics/restoration/squirrel.ts'
import { image, pattern } from './patterns.ts'

const value = (score: unknown): number => (score as { value: number }).value
const stack = { shape: [2, 4, 4], data: new Float64Array(32) }
const noise = pattern(48, 40, 13)
const sharp = image([48, 40], (y, x) => ((7 * y + 13 * x) % 29 === 0 ? 100 : 0))
const blurred = gaussianBlur(sharp, 2.3)
const reference = { ...blurred, data: blurred.data.map((one) => 3 * one + 50) }

test('finds the blur, gain and offset of an image made by them', () => {
  const found = squirrel(reference, sharp)
  expect(found.sigmaPx).toBeCloseTo(2.3, 3)
  expect(found.gain).toBeCloseTo(3, 3)
  expect(found.offset).toBeCloseTo(50, 2)
  expect(value(found.rsp)).toBeCloseTo(1, 8)
  expect(value(found.rse)).toBeLessThan(1e-3)
})

test('no gain, offset and sigma of a swarm come closer than what is found', () => {
  const noisy = { ...reference, data: reference.data.map((one, i) => one + noise.data[i]!) }
  const found = squirrel(noisy, sharp)
  const errorOf = (sigma: number, gain: number, offset: number): number => {
    const { data } = gaussianBlur(sharp, sigma)
    let sum = 0
    data.forEach((one, i) => (sum += (noisy.data[i]! - gain * one - offset) ** 2))
    return Math.sqrt(sum / data.length)
  }
  expect(value(found.rse)).toBeCloseTo(errorOf(found.sigmaPx, found.gain, found.offset), 9)
  // a particle swarm as in the original: 30 particles, 40 moves, inertia 0.7, pulls 1.5
  let seed = 42
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647
  const bounds = [
    [0.5, 10],
    [0, 10],
    [0, 120],
  ] as const
  const swarm = Array.from({ length: 30 }, () => {
    const at = bounds.map(([low, high]) => low + random() * (high - low))
    return { at, speed: [0, 0, 0], best: at, error: Infinity }
  })
  let leader = swarm[0]!
  for (let move = 0; move < 40; move++)
    for (const particle of swarm) {
      const [sigma = 1, gain = 1, offset = 0] = particle.at
      const error = errorOf(sigma, gain, offset)
      if (error < particle.error) Object.assign(particle, { best: particle.at, error })
      if (particle.error < leader.error) leader = particle
      particle.speed = particle.speed.map(
        (speed, k) =>
          0.7 * speed +
          1.5 * random() * (particle.best[k]! - particle.at[k]!) +
          1.5 * random() * (leader.best[k]! - particle.at[k]!),
      )
      particle.at = particle.at.map((one, k) =>
        Math.min(bounds[k]![1], Math.max(bounds[k]![0], one + particle.speed[k]!)),
      )
    }
  expect(leader.error).toBeGreaterThanOrEqual(value(found.rse))
  expect(leader.error).toBeLessThan(2 * value(found.rse))
})

test('a prediction of twice the side is binned by its mean', () => {
  const fine = image([40, 32], (y, x) => ((5 * y + 3 * x) % 17 === 0 ? 10 : 0))
  const soft = gaussianBlur(fine, 4)
  const coarse = image(
    [20, 16],
    (y, x) =>
      (soft.data[2 * y * 32 + 2 * x]! +
        soft.data[2 * y * 32 + 2 * x + 1]! +
        soft.data[(2 * y + 1) * 32 + 2 * x]! +
        soft.data[(2 * y + 1) * 32 + 2 * x + 1]!) /
      4,
  )
  expect(squirrel(coarse, fine).sigmaPx).toBeCloseTo(2, 2)
})

test('the error map is what is left, and an object made up shows in it', () => {
  const madeUp = { ...sharp, data: sharp.data.with(20 * 40 + 20, 500) }
  const { errorMap, rsp } = squirrel(reference, madeUp)
  expect(errorMap.shape).toEqual([48, 40])
  const sizes = Array.from(errorMap.data, Math.abs)
  const near = sizes.filter((_, i) => Math.hypot(Math.floor(i / 40) - 20, (i % 40) - 20) <= 2)
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
  expect(mean(near)).toBeGreaterThan(3 * mean(sizes))
  expect(value(rsp)).toBeLessThan(0.9)
})

test('a constant image has no correlation, and sides that do not fit are refused', () => {
  const flat = image([48, 40], () => 1)
  expect(squirrel(reference, flat).rsp).toEqual({ undefined: 'constant-image' })
  expect(() =>
    squirrel(
      reference,
      image([50, 40], () => 0),
    ),
  ).toThrow('a whole multiple')
  expect(() => squirrel(stack, stack)).toThrow('planes')
})

test('a prediction beside its place fits badly, and is moved there where asked', () => {
  const beside = shifted(gaussianBlur(sharp, 1), { y: 1.5, x: -2 })
  const [plain, registered] = [squirrel(reference, beside), squirrel(reference, beside, true)]
  expect(plain.shiftPx).toBeNull()
  expect(registered.shiftPx!.y).toBeCloseTo(-1.5, 0)
  expect(registered.shiftPx!.x).toBeCloseTo(2, 0)
  expect(value(registered.rsp)).toBeGreaterThan(value(plain.rsp) + 0.1)
})
