import { expect, test } from 'vitest'
import { crossOver, cutTo, linesOver } from '../../../src-renderer/viewer/figure-lines.ts'

const rect = { left: 100, top: 20, width: 50, height: 40 }
const camera = { x: 10, y: 10, zoom: 2 }

test('a line keeps what is within its pane', () => {
  const inside = { from: { x: 110, y: 30 }, to: { x: 120, y: 50 } }
  expect(cutTo(rect, inside)).toEqual(inside)
  expect(cutTo(rect, { from: { x: 50, y: 40 }, to: { x: 250, y: 40 } })).toEqual({
    from: { x: 100, y: 40 },
    to: { x: 150, y: 40 },
  })
  expect(cutTo(rect, { from: { x: 125, y: 0 }, to: { x: 125, y: 30 } })).toEqual({
    from: { x: 125, y: 20 },
    to: { x: 125, y: 30 },
  })
})
test('a line beside its pane is none, also where its ends span the corner', () => {
  expect(cutTo(rect, { from: { x: 0, y: 30 }, to: { x: 90, y: 30 } })).toBeNull()
  expect(cutTo(rect, { from: { x: 110, y: 10 }, to: { x: 140, y: 10 } })).toBeNull()
  expect(cutTo(rect, { from: { x: 90, y: 30 }, to: { x: 104, y: 10 } })).toBeNull()
})
test('an image line lies at the same place of every pane', () => {
  const other = { ...rect, left: 0 }
  const line = { x0: 8, y0: 10, x1: 12, y1: 14 }
  expect(linesOver([rect, other], camera, line)).toEqual([
    { from: { x: 121, y: 40 }, to: { x: 129, y: 48 } },
    { from: { x: 21, y: 40 }, to: { x: 29, y: 48 } },
  ])
})
test('the cross goes through its place from rim to rim, and out of sight it is not drawn', () => {
  expect(crossOver(rect, camera, { x: 12, y: 5 })).toEqual([
    { from: { x: 100, y: 30 }, to: { x: 150, y: 30 } },
    { from: { x: 129, y: 20 }, to: { x: 129, y: 60 } },
  ])
  expect(crossOver(rect, camera, { x: 100, y: 100 })).toEqual([])
})
