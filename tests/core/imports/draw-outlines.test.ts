import { expect, test } from 'vitest'
import { drawOutlines } from '../../../src-main/core/imports/draw-outlines.ts'
import type { Outline, OutlineFile } from '../../../src-main/core/imports/outlines.ts'

const square = (x: number, y: number, side: number, z: number | null = null): Outline => ({
  rings: [[x, y, x + side, y, x + side, y + side, x, y + side]],
  name: '',
  className: null,
  plane: z === null ? null : { z, t: null },
})
const file = (...outlines: Outline[]): OutlineFile => ({
  path: 'drawn.zip',
  format: 'ImageJ regions',
  outlines,
  notes: ['one note'],
})
const plane = { height: 4, width: 5, depth: 1 }

test('objects are numbered as in the file, and the first drawn keeps what two cover', () => {
  const labels = drawOutlines(file(square(0, 0, 2), square(1, 1, 2)), plane)
  expect([...labels.data]).toEqual([1, 1, 0, 0, 0, 1, 1, 2, 0, 0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0])
  expect(labels).toMatchObject({ shape: [4, 5], objects: 2 })
  expect(labels.notes).toEqual([
    'one note',
    'Objects overlap in 1 pixel; a label image holds one object per pixel, and the first drawn keeps it.',
  ])
})

test('specks without a centre and objects beyond the edge are counted', () => {
  const labels = drawOutlines(file(square(0.6, 0.6, 0.3), square(3, 2, 4)), plane)
  expect(labels.objects).toBe(1)
  expect(labels.notes.slice(1)).toEqual([
    '1 object covers no centre of a pixel and is left out.',
    '1 object reaches beyond the image and was cut at its edge.',
  ])
})

test('an object of another image is refused with its place', () => {
  expect(() => drawOutlines(file(square(0, 0, 2), square(40, 1, 2)), plane)).toThrow(
    /drawn\.zip \(ImageJ regions\): object 2 lies at x 40 to 42 and y 1 to 3, outside the image of 5 x 4 pixels/,
  )
})

test('objects of a stack lie on their planes; without a plane, or on one too far, they are refused', () => {
  const stack = { ...plane, depth: 2 }
  const labels = drawOutlines(file(square(0, 0, 1, 1)), stack)
  expect(labels.shape).toEqual([2, 4, 5])
  expect(labels.data.indexOf(1)).toBe(20)
  expect(() => drawOutlines(file(square(0, 0, 1)), stack)).toThrow(
    /names no plane, and the image has 2/,
  )
  expect(() => drawOutlines(file(square(0, 0, 1, 2)), stack)).toThrow(
    /lies on plane 3, and the image has 2 planes/,
  )
})
