import { describe, expect, test } from 'vitest'
import { layoutPanes } from '../../../src-renderer/viewer/pane-grid.ts'

describe('layoutPanes', () => {
  test('puts two square images side by side on a wide area', () => {
    expect(layoutPanes(2, { width: 802, height: 400 }, 1)).toEqual([
      { left: 0, top: 0, width: 400, height: 400 },
      { left: 402, top: 0, width: 400, height: 400 },
    ])
  })
  test('stacks wide images on a square area', () => {
    const rects = layoutPanes(2, { width: 600, height: 602 }, 3)
    expect(rects.map((rect) => rect.left)).toEqual([0, 0])
    expect(rects.map((rect) => rect.height)).toEqual([300, 300])
  })
  test('fills the area without overlap for any count', () => {
    for (let count = 1; count <= 9; count++) {
      const rects = layoutPanes(count, { width: 1001, height: 701 }, 1.3)
      expect(rects).toHaveLength(count)
      for (const rect of rects) {
        expect(rect.left + rect.width).toBeLessThanOrEqual(1001)
        expect(rect.top + rect.height).toBeLessThanOrEqual(701)
      }
      const places = new Set(rects.map((rect) => `${rect.left},${rect.top}`))
      expect(places.size).toBe(count)
    }
  })
  test('is empty where there is no room or no pane', () => {
    expect(layoutPanes(0, { width: 100, height: 100 }, 1)).toEqual([])
    expect(layoutPanes(3, { width: 0, height: 100 }, 1)).toEqual([])
  })
})
