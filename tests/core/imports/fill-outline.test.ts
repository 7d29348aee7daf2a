import { expect, test } from 'vitest'
import { fillOutline } from '../../../src-main/core/imports/fill-outline.ts'
import type { Outline } from '../../../src-main/core/imports/outlines.ts'

function drawn(
  outline: Pick<Outline, 'rings' | 'mask' | 'isUnion'>,
  height = 6,
  width = 6,
): string[] {
  const rows = Array.from({ length: height }, () => Array<string>(width).fill('.'))
  fillOutline(outline, { firstRow: 0, endRow: height }, (y, from, to) => {
    for (let x = from; x < to; x++) rows[y]![x] = rows[y]![x] === '#' ? '2' : '#'
  })
  return rows.map((row) => row.join(''))
}

test('a pixel is covered where its centre is inside', () => {
  const square = [1, 1, 4, 1, 4, 3, 1, 3]
  expect(drawn({ rings: [square] }, 4, 5)).toEqual(['.....', '.###.', '.###.', '.....'])
  const less = [1.6, 1, 4, 1, 4, 3, 1.6, 3]
  expect(drawn({ rings: [less] }, 4, 5)).toEqual(['.....', '..##.', '..##.', '.....'])
})

test('two squares that share an edge share no pixel and leave none out', () => {
  const covered = [
    [0.5, 0, 2.5, 0, 2.5, 4, 0.5, 4],
    [2.5, 0, 4.5, 0, 4.5, 4, 2.5, 4],
  ].map((ring) => drawn({ rings: [ring] }, 1, 5)[0]!)
  expect(covered).toEqual(['##...', '..##.'])
})

test('a ring within a ring is a hole, and rings of a union add up', () => {
  const outer = [0, 0, 5, 0, 5, 5, 0, 5]
  const inner = [2, 2, 3, 2, 3, 3, 2, 3]
  expect(drawn({ rings: [outer, inner] }, 5, 5)[2]).toBe('##.##')
  expect(drawn({ rings: [outer, inner], isUnion: true }, 5, 5)[2]).toBe('##2##')
})

test('a mask is drawn where it lies', () => {
  const mask = { left: 2, top: 1, width: 3, height: 2, inside: Uint8Array.from([1, 0, 1, 0, 1, 1]) }
  expect(drawn({ rings: [], mask }, 4, 6)).toEqual(['......', '..#.#.', '...##.', '......'])
})

test('turning the image turns what is covered: a triangle and its transpose', () => {
  const triangle = [0.3, 0.2, 5.3, 1.1, 2.2, 4.9]
  const turned = triangle.map((_, i) => triangle[i % 2 === 0 ? i + 1 : i - 1]!)
  const rows = drawn({ rings: [triangle] })
  const columns = drawn({ rings: [turned] })
  expect(columns).toEqual(rows.map((_, x) => rows.map((row) => row[x]).join('')))
  expect(rows.join('')).toContain('#')
})
