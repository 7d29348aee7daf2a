import fc from 'fast-check'
import { expect, test } from 'vitest'
import { traceOutlines } from '../../../src-main/core/exports/trace-outlines.ts'
import { drawOutlines } from '../../../src-main/core/imports/draw-outlines.ts'

const labels = (shape: number[], values: number[]) => ({ shape, data: Uint32Array.from(values) })

test('a square has four corners, and a ring a hole', () => {
  expect(traceOutlines(labels([3, 4], [0, 5, 5, 0, 0, 5, 5, 0, 0, 0, 0, 0]))).toEqual([
    { label: 5, z: 0, rings: [[1, 0, 3, 0, 3, 2, 1, 2]] },
  ])
  const [ring] = traceOutlines(labels([3, 3], [1, 1, 1, 1, 0, 1, 1, 1, 1]))
  expect(ring!.rings).toHaveLength(2)
})

test('pixels that touch in a corner are two rings', () => {
  const [object] = traceOutlines(labels([2, 2], [1, 0, 0, 1]))
  expect(object!.rings).toEqual([
    [0, 0, 1, 0, 1, 1, 0, 1],
    [1, 1, 2, 1, 2, 2, 1, 2],
  ])
})

test('filling the outlines gives the same image again, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 81 }),
      (width, values) => {
        const height = Math.ceil(values.length / width)
        const image = labels(
          [height, width],
          [...values, ...Array<number>(height * width - values.length).fill(0)],
        )
        const objects = traceOutlines(image)
        const outlines = objects.map(({ rings }) => ({
          rings,
          name: '',
          className: null,
          plane: null,
        }))
        const drawn = drawOutlines(
          { path: '', format: '', outlines, notes: [] },
          { height, width, depth: 1 },
        )
        expect(drawn.notes).toEqual([])
        expect([...drawn.data].map((at) => objects[at - 1]?.label ?? 0)).toEqual([...image.data])
      },
    ),
  )
})

test('an object of a stack has an outline per plane', () => {
  const found = traceOutlines(labels([2, 1, 2], [7, 0, 7, 7]))
  expect(found.map(({ label, z }) => [label, z])).toEqual([
    [7, 0],
    [7, 1],
  ])
})
