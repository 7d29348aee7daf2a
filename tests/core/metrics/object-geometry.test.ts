import { expect, test } from 'vitest'
import { objectGeometry } from '../../../src-main/core/metrics/object-geometry.ts'
import { labels, volume } from '../../fixtures/metrics/drawings.ts'

test('gives area, centroid and contact with the border by label', () => {
  const image = labels('7....', '..33.', '..33.', '.....')
  expect(objectGeometry(image)).toEqual([
    { label: 3, areaPx: 4, centroid: { x: 2.5, y: 1.5, z: 0 }, touchesBorder: false },
    { label: 7, areaPx: 1, centroid: { x: 0, y: 0, z: 0 }, touchesBorder: true },
  ])
})

test.each([
  ['left', ['...', '1..', '...']],
  ['right', ['...', '..1', '...']],
  ['upper', ['.1.', '...', '...']],
  ['lower', ['...', '...', '.1.']],
])('sees contact with the %s border', (_, rows) => {
  expect(objectGeometry(labels(...rows))[0]?.touchesBorder).toBe(true)
})

test('an object is on the border even when only its first part is', () => {
  expect(objectGeometry(labels('.11.', '.11.', '....'))[0]?.touchesBorder).toBe(true)
})

test('of a volume counts planes as z, outermost planes as border', () => {
  const blank = ['....', '....', '....']
  const image = volume(blank, ['....', '.11.', '....'], ['....', '.1..', '....'], blank)
  expect(objectGeometry(image)).toEqual([
    {
      label: 1,
      areaPx: 3,
      centroid: { x: 4 / 3, y: 1, z: 4 / 3 },
      touchesBorder: false,
    },
  ])
  const atFirst = volume(['...', '.1.', '...'], ['...', '...', '...'], ['...', '...', '...'])
  expect(objectGeometry(atFirst)[0]?.touchesBorder).toBe(true)
  const atLast = volume(['...', '...', '...'], ['...', '...', '...'], ['...', '.1.', '...'])
  expect(objectGeometry(atLast)[0]?.touchesBorder).toBe(true)
})
