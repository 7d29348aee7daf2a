import { expect, test } from 'vitest'
import { convexHull } from '../../../../src-main/core/instances/stardist/convex-hull.ts'
import { createRandom } from '../../../contract/small-dataset.ts'

const cube = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) => [
  corner & 1,
  (corner >> 1) & 1,
  corner >> 2,
])

test('a cube has twelve triangles; a point inside is in none', () => {
  const faces = convexHull([...cube, 0.5, 0.5, 0.5])
  expect(faces).toHaveLength(12)
  expect(faces.flat()).not.toContain(8)
})

test('all points lie on one side of every face, and faces of a closed hull number 2 n - 4', () => {
  const random = createRandom(9)
  const points = Array.from({ length: 40 }, () => {
    const [z, y, x] = [random() - 0.5, random() - 0.5, random() - 0.5]
    const length = Math.hypot(z, y, x)
    return [z / length, y / length, x / length]
  })
  const faces = convexHull(points.flat())
  expect(faces).toHaveLength(2 * 40 - 4)
  for (const [a, b, c] of faces) {
    const [p, q, r] = [points[a]!, points[b]!, points[c]!]
    const side = (s: readonly number[]): number => {
      const [u, v, w] = [q, r, s].map((end) => end.map((part, axis) => part - p[axis]!)) as [
        number[],
        number[],
        number[],
      ]
      return (
        u[0]! * (v[1]! * w[2]! - v[2]! * w[1]!) -
        u[1]! * (v[0]! * w[2]! - v[2]! * w[0]!) +
        u[2]! * (v[0]! * w[1]! - v[1]! * w[0]!)
      )
    }
    const sides = points.map(side)
    expect(Math.min(Math.max(...sides), -Math.min(...sides))).toBeLessThan(1e-9)
  }
})

test('points in a plane have no hull', () => {
  expect(convexHull([0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1])).toEqual([])
  expect(convexHull([])).toEqual([])
})

test('facets come in the order of Qhull', () => {
  // scipy 1.10.1, ConvexHull(points).simplices, of the golden spiral with eight points
  const turn = (3 - Math.sqrt(5)) * Math.PI
  const points = Array.from({ length: 8 }, (_, index) => {
    const z = -1 + (2 * index) / 7
    const radius = Math.sqrt(1 - z * z)
    return [z, radius * Math.sin(turn * index), radius * Math.cos(turn * index)]
  })
  expect(convexHull(points.flat())).toEqual([
    [4, 2, 0],
    [4, 2, 7],
    [5, 2, 0],
    [5, 2, 7],
    [6, 4, 7],
    [1, 4, 0],
    [1, 6, 4],
    [3, 5, 7],
    [3, 6, 7],
    [3, 5, 0],
    [3, 1, 0],
    [3, 1, 6],
  ])
})

test('nearly flat and doubled points give a hull or none, never a crash', () => {
  const random = createRandom(11)
  for (let trial = 0; trial < 200; trial++) {
    const points = Array.from({ length: 24 }, () => {
      const flat = Math.fround(1e-7 * (random() - 0.5))
      const other = () => Math.round(4 * random())
      return [trial % 2 === 0 ? flat : other(), other(), other()]
    })
    for (const face of convexHull(points.flat())) expect(new Set(face).size).toBe(3)
  }
})
