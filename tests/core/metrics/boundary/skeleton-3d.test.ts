import { describe, expect, test } from 'vitest'
import { skeleton3d } from '../../../../src-main/core/metrics/boundary/skeleton-3d.ts'
import { maskOf, volume } from '../../../fixtures/metrics/drawings.ts'

const placesOf = ({ shape, data }: ReturnType<typeof skeleton3d>) => {
  const [, height = 1, width = 1] = shape
  return [...data.keys()]
    .filter((i) => data[i] !== 0)
    .map((i) => [Math.floor(i / (width * height)), Math.floor(i / width) % height, i % width])
}

const full = ['1111111', '1111111', '1111111']
const blank = ['.......', '.......', '.......']

describe('thinning a volume', () => {
  test('reduces a bar to a line', () => {
    const places = placesOf(skeleton3d(maskOf(volume(full, full, full))))
    expect(places.every(([z, y]) => z === 1 && y === 1)).toBe(true)
    expect(places.length).toBeGreaterThan(0)
    const columns = places.map(([, , x]) => x!)
    expect(Math.max(...columns) - Math.min(...columns) + 1).toBe(columns.length)
  })

  test('depends on the order of directions: an uneven block has this line and no other', () => {
    const block = volume(
      ['111.....', '111.....', '111111..', '111111..'],
      ['111.....', '1111..11', '11111111', '11111111'],
      ['11......', '1111....', '11111111', '.1111111'],
      ['........', '........', '....1111', '....1111'],
    )
    expect(placesOf(skeleton3d(maskOf(block)))).toEqual([
      [1, 2, 2],
      [1, 2, 6],
      [2, 2, 3],
      [2, 3, 4],
      [2, 3, 5],
    ])
  })

  test('leaves a line as it is', () => {
    const line = maskOf(volume(blank, ['.......', '.11111.', '.......'], blank))
    expect(skeleton3d(line)).toEqual(line)
  })

  test('keeps a single voxel and the hole of a ring', () => {
    const voxel = maskOf(volume(['...', '...'], ['.1.', '...']))
    expect(skeleton3d(voxel)).toEqual(voxel)
    const ring = ['.....', '.111.', '.1.1.', '.111.', '.....']
    const places = placesOf(skeleton3d(maskOf(volume(ring, ring))))
    expect(places.length).toBeGreaterThanOrEqual(4)
    // whatever remains still runs around the hole on every side
    expect(places.some(([, y]) => y === 1)).toBe(true)
    expect(places.some(([, y]) => y === 3)).toBe(true)
    expect(places.some(([, , x]) => x === 1)).toBe(true)
    expect(places.some(([, , x]) => x === 3)).toBe(true)
  })

  test('keeps the two ends of a thick bar connected', () => {
    const rows = ['11........', '11111111..', '11......11', '1.........']
    const places = placesOf(skeleton3d(maskOf(volume(rows, rows, rows))))
    const reached = new Set([0])
    for (let before = 0; before !== reached.size;) {
      before = reached.size
      places.forEach((a, i) => {
        const near = [...reached].some((j) =>
          a.every((at, axis) => Math.abs(at - places[j]![axis]!) <= 1),
        )
        if (near) reached.add(i)
      })
    }
    expect(reached.size).toBe(places.length)
  })
})
