import { expect, test } from 'vitest'
import { noiseLevel, nonLocalMeans } from '../../../src-main/core/instances/non-local-means.ts'
import { createRandom } from '../../contract/small-dataset.ts'

const side = 64
const options = { patchRadiusPx: 2, searchRadiusPx: 5, strength: 0.8 }

/** A bright square on dark ground. */
const clean = Float64Array.from({ length: side * side }, (_, i) => {
  const [y, x] = [Math.floor(i / side), i % side]
  return y > 20 && y < 44 && x > 20 && x < 44 ? 200 : 50
})

function noisy(sigma: number, seed: number): Float64Array {
  const random = createRandom(seed)
  const gaussian = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return clean.map((value) => value + sigma * gaussian())
}

const meanSquaredError = (a: Float64Array): number =>
  a.reduce((sum, value, i) => sum + (value - clean[i]!) ** 2, 0) / a.length

test('the noise level is that of the noise, edges notwithstanding', () => {
  for (const sigma of [2, 10]) {
    const found = noiseLevel(noisy(sigma, 3), side)
    expect(found).toBeGreaterThan(0.9 * sigma)
    expect(found).toBeLessThan(1.4 * sigma)
  }
  expect(noiseLevel(new Float64Array(side * side).fill(7), side)).toBe(0)
  expect(noiseLevel(Float64Array.of(1, 2, 3, 4), 2)).toBe(0)
})

test('noise falls to less than a tenth of its power, and the edge stays sharp', () => {
  const restored = nonLocalMeans(noisy(10, 5), side, options)
  expect(meanSquaredError(restored)).toBeLessThan(10)
  const row = 32 * side
  expect(restored[row + 22]! - restored[row + 19]!).toBeGreaterThan(130)
})

test('a plane without noise, and a strength of 0, give the plane back', () => {
  const flat = new Float64Array(100).fill(3)
  expect(nonLocalMeans(flat, 10, options)).toEqual(flat)
  const image = noisy(5, 1)
  expect(nonLocalMeans(image, side, { ...options, strength: 0 })).toEqual(image)
})

test('brightness and gain go through: the result of a·x + b is a times the result plus b', () => {
  const image = noisy(5, 9)
  const plain = nonLocalMeans(image, side, options)
  const scaled = nonLocalMeans(
    image.map((value) => 3 * value + 100),
    side,
    options,
  )
  for (let i = 0; i < plain.length; i += 97) expect(scaled[i]).toBeCloseTo(3 * plain[i]! + 100, 6)
})

test('equals the definition, patch by patch', () => {
  const random = createRandom(4)
  const [width, height] = [7, 5]
  const plane = Float64Array.from({ length: width * height }, () => random() * 100)
  const mirror = (i: number, n: number): number => {
    const inPeriod = ((i % (2 * n)) + 2 * n) % (2 * n)
    return inPeriod < n ? inPeriod : 2 * n - 1 - inPeriod
  }
  const at = (y: number, x: number): number => plane[mirror(y, height) * width + mirror(x, width)]!
  const sigma = noiseLevel(plane, width)
  const found = nonLocalMeans(plane, width, { patchRadiusPx: 1, searchRadiusPx: 2, strength: 0.5 })
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [sum, weights] = [0, 0]
      for (let dy = -2; dy <= 2; dy++) {
        for (let dx = -2; dx <= 2; dx++) {
          let distance = 0
          for (let py = -1; py <= 1; py++)
            for (let px = -1; px <= 1; px++)
              distance += (at(y + py, x + px) - at(y + dy + py, x + dx + px)) ** 2
          const beyond = Math.max(0, distance / 9 - 2 * sigma * sigma)
          const weight = Math.exp(-beyond / (0.5 * sigma) ** 2)
          sum += weight * at(y + dy, x + dx)
          weights += weight
        }
      }
      expect(found[y * width + x]).toBeCloseTo(sum / weights, 8)
    }
  }
})
