import { expect, test } from 'vitest'
import { lengthUnitOf, pointColumns } from '../../../src-main/core/tables/point-columns.ts'

test.each([
  ['y,x', [0, 1], null, 1],
  ['X,Y,Z', [2, 1, 0], null, 1],
  ['index,axis-0,axis-1', [1, 2], null, 1],
  ['centroid-0,centroid-1,centroid-2', [0, 1, 2], null, 1],
  ['LABEL,ID,QUALITY,POSITION_X,POSITION_Y,POSITION_Z', [5, 4, 3], null, 1],
  ['Centroid X µm,Centroid Y µm', [1, 0], 'um', 1],
  ['x [nm],y [nm]', [1, 0], 'um', 0.001],
  ['x_px,y_px', [1, 0], 'px', 1],
  ['x (um),y (um)', [1, 0], 'um', 1],
])('%s', (head, axes, unit, scale) => {
  expect(pointColumns('a.csv', head.split(','))).toMatchObject({ axes, unit, scale })
})

test('finds score, id and time', () => {
  const found = pointColumns('a.csv', ['ID', 'x', 'y', 'Probability', 'FRAME'])
  expect(found).toMatchObject({ id: 0, score: 3, time: 4 })
  expect(pointColumns('a.csv', ['x', 'y'])).toMatchObject({ id: -1, score: -1, time: -1 })
})

test('refuses columns without coordinates and unlike units', () => {
  expect(() => pointColumns('a.csv', ['x', 'area'])).toThrow(/a.csv names the columns x, area/)
  expect(() => pointColumns('a.csv', ['x [nm]', 'y [px]'])).toThrow(/unlike units/)
})

test('knows the words for units', () => {
  expect(['(micron)', '[px]', 'nm', 'sec'].map(lengthUnitOf)).toEqual(['um', 'px', 'nm', null])
})
