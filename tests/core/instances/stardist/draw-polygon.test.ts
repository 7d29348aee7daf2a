import { expect, test } from 'vitest'
import { drawPolygon } from '../../../../src-main/core/instances/stardist/draw-polygon.ts'

function drawn(shape: [number, number], ...corners: readonly (readonly [x: number, y: number])[]) {
  const labels = { shape, data: new Uint32Array(shape[0] * shape[1]) }
  const outline = { x: corners.map(([x]) => x), y: corners.map(([, y]) => y) }
  drawPolygon(labels, outline, 1)
  return Array.from({ length: shape[0] }, (_, y) =>
    [...labels.data.subarray(y * shape[1], (y + 1) * shape[1])].join(''),
  )
}

test('takes pixels inside, on edges and on corners', () => {
  expect(drawn([4, 5], [1, 1], [3, 1], [3, 2], [1, 2])).toEqual([
    '00000',
    '01110',
    '01110',
    '00000',
  ])
  expect(drawn([4, 5], [1, 0], [4, 3], [1, 3])).toEqual(['01000', '01100', '01110', '01111'])
})

test('leaves out what lies between pixel centres', () => {
  expect(drawn([3, 3], [0.1, 0.1], [1.9, 0.1], [1.9, 1.9], [0.1, 1.9])).toEqual([
    '000',
    '010',
    '000',
  ])
})

test('cuts off at the image', () => {
  expect(drawn([3, 3], [-5, -5], [1, -5], [1, 1], [-5, 1])).toEqual(['110', '110', '000'])
  expect(drawn([2, 2], [5, 5], [9, 5], [9, 9])).toEqual(['00', '00'])
})

test('a corner that only touches a pixel draws it', () => {
  expect(drawn([3, 3], [1, 1], [1.4, 0.6], [1.4, 1.4])).toEqual(['000', '010', '000'])
})
