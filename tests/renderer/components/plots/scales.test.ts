import { expect, test } from 'vitest'
import {
  bandScale,
  linearScale,
  pointScale,
  tickStep,
} from '../../../../src-renderer/components/plots/scales.ts'

test('steps are 1, 2 or 5 times a power of ten', () => {
  expect([tickStep(1, 6), tickStep(0.07, 6), tickStep(340, 6), tickStep(10, 10)]).toEqual([
    0.2, 0.01, 50, 1,
  ])
})

test('numbers lie along the range, ends of data are widened to ticks where asked', () => {
  const scale = linearScale([0.13, 0.98], [300, 0], { nice: true, ticks: 6 })
  expect(scale.ticks[0]).toBe(0)
  expect(scale.ticks.at(-1)).toBe(1)
  expect([scale.at(0), scale.at(1)]).toEqual([300, 0])
  expect(scale.words(0.2)).toBe('0.2')
  expect(linearScale([-3, 3], [0, 1]).words(-2)).toBe('−2')
  expect(linearScale([0, 1], [0, 1], { ticks: [0, 0.25, 1] }).words(0.25)).toBe('0.25')
})

test('one value alone stands in the middle', () => {
  expect(linearScale([4, 4], [0, 100]).at(4)).toBe(50)
})

test('names stand at points with room at the ends, or in bands with gaps', () => {
  const points = pointScale(['a', 'b', 'c'], [0, 100], 0.5)
  expect(['a', 'b', 'c'].map((name) => Math.round(points.at(name)))).toEqual([17, 50, 83])
  expect(pointScale(['a'], [0, 100]).at('a')).toBe(50)
  expect(points.at('d')).toBeNaN()
  const bands = bandScale(['a', 'b'], [0, 210], 0.1)
  expect(bands.bandPx).toBeCloseTo(90)
  expect([bands.at('a'), bands.at('b')].map(Math.round)).toEqual([55, 155])
})
