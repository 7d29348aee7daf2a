import { expect, test } from 'vitest'
import type { PointError, PointErrors } from '../../../src-main/contract/points.ts'
import {
  distanceBins,
  distanceSummary,
  pointDistances,
} from '../../../src-renderer/viewer/point-distances.ts'

function point(
  x: number,
  y: number,
  change: Partial<PointError> & { readonly z?: number } = {},
): PointError {
  const { z = 0, ...others } = change
  const plain = { class: 'missed', partner: null, distance: null, score: null } as const
  return { ...plain, at: { x, y, z }, ...others }
}
const hit = (partner: number, distance: number) => ({
  ...{ class: 'correct' as const, partner, distance },
})
const points: PointErrors = {
  ...{ gate: 5, unit: 'px' },
  truth: [point(0, 0, hit(1, 5)), point(50, 50)],
  prediction: [point(90, 50, { class: 'extra' }), point(3, 4, hit(0, 5))],
}

test('pairs are as far apart as they were scored, in px and in µm', () => {
  const { truth, prediction } = pointDistances(points, { x: 0.2, y: 0.1 })
  expect(truth[0]).toMatchObject({ px: 5, isPair: true })
  expect(truth[0]?.um).toBeCloseTo(Math.hypot(0.6, 0.4), 12)
  expect(prediction[1]?.px).toBe(5)
})

test('a gate in µm keeps the scored µm, and px follow from the places', () => {
  const scored: PointErrors = {
    ...{ gate: 2, unit: 'um' },
    truth: [point(0, 0, hit(0, 1.25))],
    prediction: [point(3, 4, hit(0, 1.25))],
  }
  expect(pointDistances(scored, 'uncalibrated').truth[0]).toEqual({
    ...{ px: 5, um: 1.25, isPair: true },
  })
})

test('what has no partner is told from the nearest of the other list', () => {
  const { truth, prediction } = pointDistances(points, 'uncalibrated')
  expect(truth[1]).toEqual({ px: 40, um: null, isPair: false })
  expect(prediction[0]).toEqual({ px: 40, um: null, isPair: false })
  expect(pointDistances({ ...points, prediction: [] }, 'uncalibrated').truth[1]).toBeNull()
})

test('the nearest is found among many, in µm where planes are far apart', () => {
  const random = (i: number): number => (((i * 7919) % 1009) / 1009) * 100
  const others = Array.from({ length: 300 }, (_, i) =>
    point(random(i), random(i + 500), { z: i % 5 }),
  )
  const own = Array.from({ length: 40 }, (_, i) => point(random(i + 77), random(i + 900), { z: 2 }))
  const size = { x: 0.1, y: 0.1, z: 2 }
  const { truth } = pointDistances({ gate: 1, unit: 'px', truth: own, prediction: others }, size)
  truth.forEach((found, i) => {
    const all = others.map(({ at }) => {
      const from = own[i]!.at
      return Math.hypot((at.x - from.x) * 0.1, (at.y - from.y) * 0.1, (at.z - from.z) * 2)
    })
    expect(found?.um).toBeCloseTo(Math.min(...all), 12)
  })
})

test('without a known distance of planes there are no µm between them', () => {
  const deep = { ...points, truth: [point(90, 50, { z: 3 })] }
  expect(pointDistances(deep, { x: 1, y: 1 }).truth[0]).toMatchObject({ px: 3, um: null })
})

test('bins reach from 0 to the gate, a pair at the gate included', () => {
  const bins = distanceBins(
    { ...points, truth: [0, 0.4, 2.6, 5].map((far, i) => point(0, 0, hit(i, far))) },
    5,
  )
  expect(bins.map(({ pairs }) => pairs)).toEqual([2, 0, 1, 0, 1])
  expect(bins[2]).toMatchObject({ from: 2, to: 3 })
})

test('mean and median of pairs; none without pairs', () => {
  const truth = [1, 2, 6, 3].map((far, i) => point(0, 0, hit(i, far)))
  expect(distanceSummary({ ...points, truth })).toEqual({ mean: 3, median: 2.5 })
  expect(distanceSummary({ ...points, truth: [point(1, 1)] })).toBeNull()
})
