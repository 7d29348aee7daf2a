import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mask } from '../../../../src-main/core/images/types.ts'
import { skeleton2d } from '../../../../src-main/core/metrics/boundary/skeleton-2d.ts'
import { drawn, mask } from '../../../fixtures/metrics/drawings.ts'
import { planes } from '../../../fixtures/metrics/planes.ts'
import { firstTable, secondTable } from '../../../fixtures/metrics/thinning-tables.ts'

const thinned = (...rows: string[]) => drawn(skeleton2d(mask(...rows)))

describe('thinning a plane', () => {
  test('leaves lines and single pixels as they are', () => {
    const lines = ['1......', '.1...1.', '..1..1.', '...1.1.', '1....1.']
    expect(thinned(...lines)).toEqual(lines)
  })

  test('reduces a bar to a line, bent at one end as the algorithm does it', () => {
    expect(thinned('.........', '.1111111.', '.1111111.', '.1111111.', '.........')).toEqual([
      '.........',
      '......1..',
      '.11111...',
      '.........',
      '.........',
    ])
  })

  test('works up to the edge of the image', () => {
    expect(thinned('11111', '11111', '11111')).toEqual(['...1.', '111..', '.....'])
  })

  test('takes the corner off a step, so that it is one pixel wide', () => {
    expect(thinned('....', '.11.', '..1.', '..1.')).toEqual(['....', '.1..', '..1.', '..1.'])
  })

  test('keeps a hole', () => {
    const ring = thinned('11111', '11111', '11.11', '11111', '11111')
    expect(ring).toEqual(['.....', '..1..', '.1.1.', '..1..', '.....'])
  })

  test('of nothing is nothing', () => {
    expect(thinned('...', '...')).toEqual(['...', '...'])
  })

  test('reads any value but 0 as foreground', () => {
    const bar = { shape: [1, 3], data: Uint8Array.of(255, 2, 0) }
    expect([...skeleton2d(bar).data]).toEqual([1, 1, 0])
  })

  test('equals looking at every pixel in every pass', () => {
    fc.assert(
      fc.property(planes, (plane) => {
        expect([...skeleton2d(plane).data]).toEqual(byPixel(plane))
      }),
      { numRuns: 300 },
    )
  })

  test('of a disc wider than many tiles equals looking at every pixel', () => {
    const side = 120
    const data = Uint8Array.from({ length: side * side }, (_, i) => {
      const [y, x] = [Math.floor(i / side) - 60, (i % side) - 57]
      return y * y + 1.7 * x * x < 3100 && y * y + x * x > 40 ? 1 : 0
    })
    const disc = { shape: [side, side], data }
    expect([...skeleton2d(disc).data]).toEqual(byPixel(disc))
  })
})

/** The plain twin: all decisions of a pass look at the image before it. */
function byPixel({ shape, data }: Mask): number[] {
  const [height = 0, width = 0] = shape
  let image = Array.from(data, (value) => (value === 0 ? 0 : 1))
  const at = (y: number, x: number) =>
    y >= 0 && y < height && x >= 0 && x < width ? image[y * width + x]! : 0
  for (let before = -1, left = image.length; left !== before;) {
    for (const table of [firstTable, secondTable])
      image = image.map((value, i) => {
        const [y, x] = [Math.floor(i / width), i % width]
        const ring =
          at(y - 1, x - 1) |
          (at(y - 1, x) << 1) |
          (at(y - 1, x + 1) << 2) |
          (at(y, x + 1) << 3) |
          (at(y + 1, x + 1) << 4) |
          (at(y + 1, x) << 5) |
          (at(y + 1, x - 1) << 6) |
          (at(y, x - 1) << 7)
        return value === 1 && table[ring] === 0 ? 1 : 0
      })
    before = left
    left = image.filter((value) => value === 1).length
  }
  return image
}
