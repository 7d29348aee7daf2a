import { describe, expect, test } from 'vitest'
import { skeleton2d } from '../../../../src-main/core/metrics/boundary/skeleton-2d.ts'
import { drawn, mask } from '../../../fixtures/metrics/drawings.ts'

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
})
