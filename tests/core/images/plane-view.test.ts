import { expect, test } from 'vitest'
import { planeView } from '../../../src-main/core/images/plane-view.ts'

test('known axes count planes in stored order', () => {
  const view = planeView('tzcyx', [2, 3, 4, 5, 6])
  expect(view.size).toEqual({ t: 2, c: 4, z: 3, height: 5, width: 6, samples: 1 })
  expect(view.planes).toBe(24)
  expect(view.planeIndex({ t: 1, z: 2, c: 3 })).toBe(23)
  expect(view.planeIndex({ t: 1, z: 0, c: 1 })).toBe(13)
  expect(view.warnings).toEqual([])
})

test('samples are planar where they stand before y', () => {
  expect(planeView('syx', [3, 5, 6])).toMatchObject({
    planar: true,
    planes: 1,
    size: { samples: 3 },
  })
  expect(planeView('yxs', [5, 6, 3])).toMatchObject({
    planar: false,
    planes: 1,
    size: { samples: 3 },
  })
})

test('an unknown axis is shown as z, further ones as t and c, and a warning says so', () => {
  const one = planeView('qyx', [7, 5, 6])
  expect(one.size).toMatchObject({ z: 7, t: 1, c: 1 })
  expect(one.warnings).toHaveLength(1)
  expect(one.warnings[0]).toMatch(/7 planes.*shown as z/)
  expect(planeView('qqyx', [2, 7, 5, 6]).size).toMatchObject({ t: 2, z: 7 })
  expect(planeView('qqqyx', [9, 2, 7, 5, 6]).size).toMatchObject({ c: 9, t: 2, z: 7 })
  expect(planeView('qzyx', [2, 7, 5, 6]).size).toMatchObject({ t: 2, z: 7 })
})

test('a line is one row', () => {
  expect(planeView('x', [6]).size).toMatchObject({ height: 1, width: 6 })
})

test('unknown axes beyond three are joined with a neighbour, outermost first', () => {
  const four = planeView('qqqqyx', [2, 3, 4, 5, 6, 7])
  expect(four.size).toMatchObject({ c: 6, t: 4, z: 5 })
  expect(four.planes).toBe(120)
  expect(four.planeIndex({ c: 5, t: 3, z: 4 })).toBe(119)
  expect(four.warnings[0]).toMatch(/qq of 6 planes/)
  expect(planeView('qqqqqqyx', [2, 3, 2, 2, 2, 5, 6, 7]).planes).toBe(240)
})

test('an unknown axis among three known ones is shown with the one beside it', () => {
  const inner = planeView('tzcqyx', [2, 3, 4, 5, 6, 7])
  expect(inner.size).toMatchObject({ t: 2, z: 3, c: 20 })
  expect(inner.planeIndex({ t: 1, z: 2, c: 19 })).toBe(119)
  expect(planeView('qtzcyx', [5, 2, 3, 4, 6, 7]).size).toMatchObject({ t: 10, z: 3, c: 4 })
})

test('a known axis that stands twice is an error', () => {
  expect(() => planeView('zzyx', [1, 1, 2, 2])).toThrow(/twice/)
})
