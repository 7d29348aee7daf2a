/** A small, seeded part of `npm run bench -- statistics`: enough to notice a procedure that went wrong. */
import { expect, test } from 'vitest'
import { defaultMethod } from '../../../src-main/core/statistics/interval-method.ts'
import { coverage } from '../../bench/statistics-coverage.ts'
import { closedMethods } from '../../bench/statistics-intervals.ts'
import { boundedShapes } from '../../bench/statistics-shapes.ts'
import { betterBy, equalWorlds, simulate } from '../../bench/statistics-winners.ts'

const repeats = 1500
const held = (method: string, n: number): number[] =>
  boundedShapes.map((shape) => coverage(shape, n, closedMethods[method]!, repeats).share)

test('the default interval holds the true mean in about 95 % of samples of F1-like scores', () => {
  for (const n of [10, 20, 50]) {
    const shares = held(defaultMethod(n, [0, 1]), n)
    // 93 to 97 %, and three standard errors of 1 500 repeats
    expect(Math.min(...shares), `n = ${n}`).toBeGreaterThan(0.93 - 0.017)
    expect(Math.max(...shares), `n = ${n}`).toBeLessThan(0.97 + 0.013)
  }
})

test('with ten scores near a bound Student alone would not, so that the default matters', () => {
  expect(Math.min(...held('t', 10))).toBeLessThan(0.91)
})

test.each([
  [2, 10],
  [4, 10],
  [6, 10],
])('of %i equal tools with n = %i hardly ever one is called better', (tools, n) => {
  for (const world of equalWorlds.slice(0, 2)) {
    const { winner, anyBetter } = simulate(world, tools, n, 300)
    // 5 %, and three standard errors of 300 repeats
    expect(winner, world.name).toBeLessThanOrEqual(0.05 + 0.038)
    expect(anyBetter, world.name).toBeLessThanOrEqual(0.05 + 0.038)
  }
})

test('a true difference is found: 1 SD with 15 images, 0.5 SD with 34', () => {
  expect(simulate(betterBy(1), 2, 15, 400).found).toBeGreaterThanOrEqual(0.85)
  expect(simulate(betterBy(0.5), 2, 34, 400).found).toBeGreaterThanOrEqual(0.7)
})
