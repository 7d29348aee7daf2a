import { expect, test } from 'vitest'
import type { PointError, PointErrors } from '../../../src-main/contract/points.ts'
import {
  marksOfPrediction,
  marksOfTruth,
  pointList,
  pointSummary,
} from '../../../src-renderer/viewer/point-list.ts'

const point = (name: PointError['class'], x: number, z = 0, score: number | null = null) => ({
  class: name,
  partner: null,
  distance: null,
  at: { x, y: 1, z },
  score,
})
const points: PointErrors = {
  gate: 5,
  unit: 'px',
  truth: [point('correct', 1), point('missed', 2), point('missed', 3, 4)],
  prediction: [point('extra', 8, 0, 0.2), point('correct', 1), point('extra', 9, 0, 0.7)],
}

test('a pane of a tool draws what it found, and what it missed, on this plane', () => {
  expect(marksOfPrediction(points, 0, true)).toEqual([
    { x: 2.5, y: 1.5, look: 'missed' },
    { x: 8.5, y: 1.5, look: 'extra' },
    { x: 1.5, y: 1.5, look: 'correct' },
    { x: 9.5, y: 1.5, look: 'extra' },
  ])
  expect(marksOfPrediction(points, 4, true)).toEqual([{ x: 3.5, y: 1.5, look: 'missed' }])
})

test('without errors, and in the truth, nothing is said of the points', () => {
  expect(marksOfPrediction(points, 0, false).map(({ look }) => look)).toEqual([
    'plain',
    'plain',
    'plain',
  ])
  expect(marksOfTruth(points, 0)).toHaveLength(2)
})

test('lists missed points as they stand and extra ones by falling score, with their rows', () => {
  const plain = { order: 'class', withHits: false } as const
  expect(pointList(points, 'uncalibrated', plain).map(({ key, row }) => [key, row])).toEqual([
    ['truth 1', 2],
    ['truth 2', 3],
    ['prediction 2', 3],
    ['prediction 0', 1],
  ])
  expect(pointSummary(points)).toBe('1 hit, 2 missed, 2 extra')
})

test('without a plane the points of all planes are drawn', () => {
  const places = marksOfPrediction(points, null, true).length
  expect(places).toBe(
    points.prediction.length + points.truth.filter((one) => one.class === 'missed').length,
  )
  expect(marksOfTruth(points, null)).toHaveLength(points.truth.length)
})

test('by distance the farthest point stands first, hits among them where asked for', () => {
  const choice = { order: 'distance', withHits: true } as const
  const found = pointList(points, { x: 0.5, y: 0.5 }, choice)
  expect(found.map(({ key, away }) => [key, away?.px])).toEqual([
    ['prediction 2', 7],
    ['prediction 0', 6],
    ['truth 2', Math.hypot(2, 4)],
    ['truth 1', 1],
    ['truth 0', 0],
  ])
})
