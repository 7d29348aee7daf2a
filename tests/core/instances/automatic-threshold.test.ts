import { expect, test } from 'vitest'
import { automaticThreshold } from '../../../src-main/core/instances/automatic-threshold.ts'

test('rises above a halo that one half would take for foreground', () => {
  const image = [...Array<number>(50).fill(0.7), ...Array<number>(50).fill(0.9999)]
  const threshold = automaticThreshold(image)
  expect(threshold).toBeGreaterThanOrEqual(0.7)
  expect(threshold).toBeLessThan(0.9999)
})

test('is one half where the classes already part at or below it', () => {
  expect(automaticThreshold([0.01, 0.02, 0.02, 0.4, 0.45])).toBe(0.5)
})

test('leaves an image without objects empty', () => {
  const image = [0.001, 0.002, 0.0015, 0.3]
  expect(image.every((value) => value <= automaticThreshold(image))).toBe(true)
  expect(automaticThreshold([0, 0, 0])).toBe(0.5)
})

test('takes 0 and 1 themselves', () => {
  const threshold = automaticThreshold([0, 0, 1, 1])
  expect(threshold).toBeGreaterThanOrEqual(0.5)
  expect(threshold).toBeLessThan(1)
})

test('refuses what is no probability, and NaN', () => {
  expect(() => automaticThreshold([0.5, 1.5])).toThrow(/1\.5 at pixel 1.*no probability/)
  expect(() => automaticThreshold([-0.1])).toThrow(/-0\.1 at pixel 0/)
  expect(() => automaticThreshold([0.5, NaN])).toThrow(/pixel 1 is NaN/)
})
