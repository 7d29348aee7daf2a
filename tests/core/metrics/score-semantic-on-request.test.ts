import { expect, test } from 'vitest'
import { everyMetricForTask } from '../../../src-main/core/metrics/definitions.ts'
import { scoreSemantic } from '../../../src-main/core/metrics/score-semantic.ts'
import type { Mask } from '../../../src-main/core/images/types.ts'

/** Anchor (a) of metrics.md: rows and columns 5 to 8, and P1 6 to 7, in 14 x 14. */
const square = (from: number, to: number): Mask => {
  const inside = (at: number): boolean => at >= from && at <= to
  const data = Uint8Array.from({ length: 196 }, (_, i) =>
    inside(i % 14) && inside(Math.floor(i / 14)) ? 1 : 0,
  )
  return { shape: [14, 14], data }
}
const [truth, prediction] = [square(5, 8), square(6, 7)]
const every = everyMetricForTask('semantic').map(({ id }) => id)
const value = (id: string, options = {}) => {
  const score = scoreSemantic(truth, prediction, options, [id]).scores[id]
  return score !== undefined && 'value' in score ? Number(score.value) : NaN
}

test('anchor (a): distances and shares of borders', () => {
  expect(value('hausdorff')).toBeCloseTo(1.414214, 6)
  expect(value('assd')).toBeCloseTo(1.103553, 6)
  expect(value('masd')).toBeCloseTo(1.069036, 6)
  expect(value('nsd@1')).toBe(0.75)
  expect(value('nsd@1.5')).toBe(1)
})

test('micrometres scale distances by the pixel size, along each axis its own', () => {
  const um = (x: number, y: number) => ({ distanceUnit: 'um', pixelSizeUm: { x, y } })
  expect(value('hausdorff', um(0.5, 0.5))).toBeCloseTo(Math.SQRT1_2, 12)
  expect(value('hausdorff', um(3, 4))).toBe(5)
  expect(value('nsd@0.5', um(0.5, 0.5))).toBe(0.75)
})

test('gives a score for every metric of the catalogue that is asked for, and no more', () => {
  const { scores } = scoreSemantic(truth, truth, {}, every)
  expect(Object.keys(scores).sort()).toEqual([...every].sort())
  expect(scores).toMatchObject({ hd95: { value: 0 }, 'cl-dice': { value: 1 }, mcc: { value: 1 } })
  expect(scoreSemantic(truth, truth).scores).not.toHaveProperty('hd95')
})

test('a pixel size that distances in pixels would ignore is refused', () => {
  const options = { pixelSizeUm: { x: 1, y: 1 } }
  expect(() => scoreSemantic(truth, prediction, options, ['hd95'])).toThrow(
    'set distanceUnit to um',
  )
  expect(() => scoreSemantic(truth, prediction, { distanceUnit: 'um' }, ['hd95'])).toThrow(
    'need the size of a pixel',
  )
})

test('an empty prediction has no distance, and says why', () => {
  const { scores } = scoreSemantic(truth, square(20, 20), {}, ['hd95', 'nsd@1', 'boundary-iou@1'])
  expect(scores).toMatchObject({
    hd95: { undefined: 'prediction-empty' },
    'nsd@1': { value: 0 },
    'boundary-iou@1': { value: 0 },
  })
})
