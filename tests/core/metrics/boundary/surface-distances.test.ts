import { describe, expect, test } from 'vitest'
import type { Score } from '../../../../src-main/contract/words.ts'
import * as surfaces from '../../../../src-main/core/metrics/boundary/surface-distances.ts'
import { mask, maskOf, paint } from '../../../fixtures/metrics/drawings.ts'

const block = (side: number, from: number, to: number) =>
  maskOf(
    paint(
      [side, side],
      [{ label: 1, y: from, x: from, height: to - from + 1, width: to - from + 1 }],
    ),
  )
const close = (value: number) => ({ value: expect.closeTo(value, 6) as number })

describe('surface distances', () => {
  const truth = block(14, 5, 8)

  test('to a smaller block inside', () => {
    const distances = surfaces.surfaceDistances(truth, block(14, 6, 7))
    expect(surfaces.hausdorff(distances, 'touchstone')).toEqual(close(1.414214))
    expect(surfaces.averageSurfaceDistance(distances, 'touchstone')).toEqual(close(1.103553))
    expect(surfaces.meanSurfaceDistance(distances, 'touchstone')).toEqual(close(1.069036))
    expect(surfaces.normalizedSurfaceDistance(distances, 1, 'touchstone')).toEqual(close(0.75))
    expect(surfaces.meanSurfaceShare(distances, 1, 'touchstone')).toEqual(close((8 / 12 + 1) / 2))
  })

  test('to a larger block around', () => {
    const distances = surfaces.surfaceDistances(truth, block(14, 4, 9))
    expect(surfaces.hausdorff(distances, 'touchstone')).toEqual(close(1.414214))
    expect(surfaces.averageSurfaceDistance(distances, 'touchstone')).toEqual(close(1.051777))
    expect(surfaces.meanSurfaceDistance(distances, 'touchstone')).toEqual(close(1.041421))
    expect(surfaces.normalizedSurfaceDistance(distances, 1, 'touchstone')).toEqual(close(0.875))
  })

  test('to the same block with a cross through it', () => {
    const plain = block(11, 3, 7)
    const crossed = maskOf(
      paint(
        [11, 11],
        [
          { label: 1, y: 3, x: 3, height: 5, width: 5 },
          { label: 1, y: 5, x: 1, height: 1, width: 9 },
          { label: 1, y: 1, x: 5, height: 9, width: 1 },
        ],
      ),
    )
    const distances = surfaces.surfaceDistances(plain, crossed)
    expect(surfaces.hausdorff(distances, 'touchstone')).toEqual(close(2))
    expect(surfaces.hausdorff95(distances, 'touchstone')).toEqual(close(2))
    expect(surfaces.averageSurfaceDistance(distances, 'touchstone')).toEqual(close(0.444444))
    expect(surfaces.meanSurfaceDistance(distances, 'touchstone')).toEqual(close(0.425))
    expect(surfaces.normalizedSurfaceDistance(distances, 1, 'touchstone')).toEqual(close(0.888889))
    expect(surfaces.normalizedSurfaceDistance(distances, 2, 'touchstone')).toEqual({ value: 1 })
  })

  test('lists come from either side, ascending', () => {
    const distances = surfaces.surfaceDistances(mask('1....'), mask('1..1.'))
    expect([...distances.fromTruth]).toEqual([0])
    expect([...distances.fromPrediction]).toEqual([0, 3])
  })

  test('95th percentiles interpolate, directed or pooled', () => {
    const distances = {
      fromTruth: Float64Array.of(0, 1, 2, 3),
      fromPrediction: Float64Array.of(0, 10),
    }
    expect(surfaces.hausdorff(distances, 'touchstone')).toEqual({ value: 10 })
    expect(surfaces.hausdorff95(distances, 'touchstone')).toEqual(close(9.5))
    expect(surfaces.hausdorff95Pooled(distances, 'touchstone')).toEqual(close(3 + 7 * 0.75))
    const swapped = {
      fromTruth: distances.fromPrediction,
      fromPrediction: distances.fromTruth,
    }
    expect(surfaces.hausdorff(swapped, 'touchstone')).toEqual({ value: 10 })
    expect(surfaces.hausdorff95(swapped, 'touchstone')).toEqual(close(9.5))
  })

  test('are in the unit of the spacing', () => {
    const distances = surfaces.surfaceDistances(
      mask('1...', '....'),
      mask('....', '...1'),
      [2, 0.5],
    )
    expect(surfaces.hausdorff(distances, 'touchstone')).toEqual({ value: 2.5 })
  })

  const measures: Record<
    string,
    (d: surfaces.SurfaceDistances, p: 'touchstone' | 'reference') => Score
  > = {
    hausdorff: surfaces.hausdorff,
    hausdorff95: surfaces.hausdorff95,
    hausdorff95Pooled: surfaces.hausdorff95Pooled,
    averageSurfaceDistance: surfaces.averageSurfaceDistance,
    meanSurfaceDistance: surfaces.meanSurfaceDistance,
  }

  test.each(Object.entries(measures))(
    '%s of empty masks is undefined, or 0 by the reference when both are',
    (_, measure) => {
      const of = (truthRow: string, predictionRow: string, policy: 'touchstone' | 'reference') =>
        measure(surfaces.surfaceDistances(mask(truthRow), mask(predictionRow)), policy)
      for (const policy of ['touchstone', 'reference'] as const) {
        expect(of('..', '1.', policy)).toEqual({ undefined: 'truth-empty' })
        expect(of('1.', '..', policy)).toEqual({ undefined: 'prediction-empty' })
      }
      expect(of('..', '..', 'touchstone')).toEqual({ undefined: 'both-empty' })
      expect(of('..', '..', 'reference')).toEqual({ value: 0 })
    },
  )

  test('shares of empty masks are 0, or 1 by the reference when both are', () => {
    for (const share of [surfaces.normalizedSurfaceDistance, surfaces.meanSurfaceShare]) {
      const of = (truthRow: string, predictionRow: string, policy: 'touchstone' | 'reference') =>
        share(surfaces.surfaceDistances(mask(truthRow), mask(predictionRow)), 1, policy)
      for (const policy of ['touchstone', 'reference'] as const) {
        expect(of('..', '1.', policy)).toEqual({ value: 0 })
        expect(of('1.', '..', policy)).toEqual({ value: 0 })
      }
      expect(of('..', '..', 'touchstone')).toEqual({ undefined: 'both-empty' })
      expect(of('..', '..', 'reference')).toEqual({ value: 1 })
    }
  })

  test('refuse masks of different shape', () => {
    expect(() => surfaces.surfaceDistances(mask('11'), mask('1'))).toThrow('1 x 2')
  })
})
