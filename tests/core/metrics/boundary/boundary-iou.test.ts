import { describe, expect, test } from 'vitest'
import {
  boundaryIou,
  chengBoundaryIou,
} from '../../../../src-main/core/metrics/boundary/boundary-iou.ts'
import { mask, maskOf, paint } from '../../../fixtures/metrics/drawings.ts'

const block = (size: number, from: number, side: number) =>
  maskOf(paint([size, size], [{ label: 1, y: from, x: from, height: side, width: side }]))

describe('boundary IoU', () => {
  test('at distance 1 compares the border pixels alone', () => {
    // a 6 x 6 ring of 20 pixels and a 4 x 4 ring of 12 inside it share nothing
    expect(boundaryIou(block(10, 2, 6), block(10, 3, 4), 1, 'touchstone')).toEqual({ value: 0 })
    expect(boundaryIou(block(10, 2, 6), block(10, 2, 6), 1, 'touchstone')).toEqual({ value: 1 })
  })

  test('at distance 2 takes pixels closer than 2 to the border', () => {
    // bands of 36 - 4 and of all 16 pixels; they share the small block without its middle 4
    expect(boundaryIou(block(10, 2, 6), block(10, 3, 4), 2, 'touchstone')).toEqual({
      value: 12 / 36,
    })
  })

  test('never takes pixels outside the mask', () => {
    expect(boundaryIou(mask('..1..'), mask('.....'), 3, 'touchstone')).toEqual({ value: 0 })
  })

  test('of empty masks follows the policy', () => {
    const none = mask('..')
    expect(boundaryIou(none, none, 1, 'touchstone')).toEqual({ undefined: 'both-empty' })
    expect(boundaryIou(none, none, 1, 'reference')).toEqual({ value: 1 })
    expect(chengBoundaryIou(none, none, 0.02, 'reference')).toEqual({ value: 1 })
  })
})

describe('boundary IoU of Cheng', () => {
  test('takes at least one pixel of depth, corners of the square included', () => {
    // depth 1 of a 6 x 6 block leaves 4 x 4; of a full image its outer ring
    expect(chengBoundaryIou(block(10, 2, 6), block(10, 3, 4), 0.02, 'touchstone')).toEqual({
      value: 0,
    })
    const notched = mask('11111', '11111', '11111', '1111.', '11111')
    const full = mask('11111', '11111', '11111', '11111', '11111')
    // rings of 16 and 15, and the notch adds its 2 neighbours inside
    expect(chengBoundaryIou(full, notched, 0.02, 'touchstone')).toEqual({ value: 15 / 18 })
  })

  test('takes depth as a share of the diagonal', () => {
    // 20 x 20: diagonal 28.3, depth round(2.83) = 3; blocks of 12 and 8 inside keep 6 x 6 and 2 x 2
    const outer = block(20, 4, 12)
    const inner = block(20, 6, 8)
    const expected = (64 - 36) / (144 - 36 + 64 - 4 - (64 - 36))
    expect(chengBoundaryIou(outer, inner, 0.1, 'touchstone')).toEqual({ value: expected })
  })

  test('works on images that are not square', () => {
    const wide = mask('........', '.111111.', '.111111.', '.111111.', '........')
    const tall = mask('.....', '.111.', '.111.', '.111.', '.111.', '.111.', '.111.', '.....')
    const line = mask('........', '........', '..1111..', '........', '........')
    expect(chengBoundaryIou(wide, line, 0.02, 'touchstone')).toEqual({ value: 0 })
    expect(chengBoundaryIou(wide, wide, 0.02, 'touchstone')).toEqual({ value: 1 })
    expect(chengBoundaryIou(tall, tall, 0.02, 'touchstone')).toEqual({ value: 1 })
  })

  test('rounds a depth of one half to the even side, as the original', () => {
    // 30 x 40: diagonal 50, so shares of 0.05 and 0.03 give 2.5 and 1.5
    const box = { label: 1, y: 5, x: 5, height: 20 }
    const outer = maskOf(paint([30, 40], [{ ...box, width: 30 }]))
    const inner = maskOf(paint([30, 40], [{ ...box, width: 29 }]))
    const kept = (depth: number, width: number) => (20 - 2 * depth) * (width - 2 * depth)
    for (const [ratio, depth] of [
      [0.05, 2],
      [0.03, 2],
      [0.06, 3],
    ] as const) {
      const both = 580 - kept(depth, 30)
      const expected = both / (600 - kept(depth, 30) + 580 - kept(depth, 29) - both)
      expect(chengBoundaryIou(outer, inner, ratio, 'touchstone')).toEqual({
        value: expect.closeTo(expected, 12) as number,
      })
    }
  })
})
