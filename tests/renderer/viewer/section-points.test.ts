import { expect, test } from 'vitest'
import type { PointErrors } from '../../../src-main/contract/points.ts'
import { marksOfTruth } from '../../../src-renderer/viewer/point-list.ts'
import { pointsAcross, spreadMarks } from '../../../src-renderer/viewer/section-points.ts'

const errors: PointErrors = {
  ...{ gate: 5, unit: 'px', prediction: [] },
  truth: [{ class: 'correct', partner: 0, distance: 0, at: { x: 10, y: 20, z: 3 }, score: null }],
}
const points = new Map([['a', { value: errors, problem: null }]])

test.each([
  ['xz', 20, { x: 10.5, y: 3.5 * 4 }],
  ['yz', 10, { x: 3.5 * 4, y: 20.5 }],
] as const)('a point lies on the %s section through it', (kind, across, at) => {
  const turned = pointsAcross(kind, points).get('a')!.value!
  const marks = spreadMarks(kind, marksOfTruth(turned, across), 4)
  expect(marks).toEqual([{ ...at, look: 'plain' }])
  expect(marksOfTruth(turned, across + 1)).toEqual([])
})

test('points that could not be read keep their sentence', () => {
  const lost = new Map([['a', { value: null, problem: 'gone' }]])
  expect(pointsAcross('xz', lost).get('a')).toEqual({ value: null, problem: 'gone' })
})
