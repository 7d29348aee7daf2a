import { expect, test } from 'vitest'
import { ObjectTally } from '../../../src-main/core/metrics/object-tally.ts'

test('adds runs up to area, centroid and contact with the border, by label', () => {
  const tally = new ObjectTally()
  const nine = tally.places.of(9)
  const four = tally.places.of(4)
  tally.add(nine, 0, 2, 0, 0, true)
  tally.add(nine, 0, 2, 3, 1, false)
  tally.add(four, 5, 6, 7, 8, false)
  expect(tally.areaAt(nine)).toBe(4)
  expect(tally.geometry()).toEqual([
    { label: 4, areaPx: 1, centroid: { x: 5, y: 7, z: 8 }, touchesBorder: false },
    { label: 9, areaPx: 4, centroid: { x: 0.5, y: 1.5, z: 0.5 }, touchesBorder: true },
  ])
})

test('holds any number of objects', () => {
  const tally = new ObjectTally()
  for (let label = 1; label <= 1000; label++)
    tally.add(tally.places.of(label), label, label + 1, 0, 0, label === 777)
  const objects = tally.geometry()
  expect(objects).toHaveLength(1000)
  expect(objects.every(({ label, centroid }) => centroid.x === label)).toBe(true)
  expect(objects.filter(({ touchesBorder }) => touchesBorder).map(({ label }) => label)).toEqual([
    777,
  ])
})
