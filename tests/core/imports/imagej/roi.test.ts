import { expect, test } from 'vitest'
import { drawOutlines } from '../../../../src-main/core/imports/draw-outlines.ts'
import { readRoi } from '../../../../src-main/core/imports/imagej/roi.ts'
import { roiBytes, type RoiFields } from '../../../fixtures/imports/roi-bytes.ts'

const box = { top: 1, left: 2, bottom: 4, right: 6 }

function areaOf(fields: RoiFields): number {
  const roi = readRoi(roiBytes(fields), 'one.roi')
  if (roi.kind !== 'area') throw new Error(roi.kind)
  const file = {
    path: 'one.roi',
    format: 'ImageJ regions',
    outlines: [{ ...roi.outline, plane: null }],
    notes: [],
  }
  return drawOutlines(file, { height: 40, width: 40, depth: 1 }).data.filter((label) => label === 1)
    .length
}

test('rectangle, polygon, freehand and traced regions cover their pixels', () => {
  expect(areaOf({ type: 1, box })).toBe(12)
  const points = [
    [0, 0],
    [4, 0],
    [4, 3],
    [0, 3],
  ] as const
  for (const type of [0, 7, 8]) expect(areaOf({ type, box, points })).toBe(12)
})

test('an oval covers what its ellipse encloses', () => {
  const area = areaOf({ type: 2, box: { top: 0, left: 0, bottom: 30, right: 20 } })
  expect(Math.abs(area - (Math.PI * 30 * 20) / 4)).toBeLessThan(5)
})

test('sub-pixel coordinates are taken before whole ones', () => {
  const reals = [
    [2.6, 1.6],
    [6.4, 1.6],
    [6.4, 4.4],
    [2.6, 4.4],
  ] as const
  expect(areaOf({ type: 0, box, reals })).toBe(3 * 2)
  expect(areaOf({ type: 1, box, realBox: [2.6, 1.6, 3.8, 2.8] })).toBe(3 * 2)
})

test('a composite region has its hole', () => {
  const ring = (x: number, y: number, side: number): number[] => [
    0,
    x,
    y,
    1,
    x + side,
    y,
    1,
    x + side,
    y + side,
    1,
    x,
    y + side,
    4,
  ]
  expect(areaOf({ type: 1, box, shape: [...ring(0, 0, 6), ...ring(2, 2, 2)] })).toBe(32)
})

test('name and position come from the second header, else from the first', () => {
  const named = readRoi(roiBytes({ type: 1, box, name: 'cell 7', z: 3 }), 'a.roi', 'file')
  expect(named).toMatchObject({ outline: { name: 'cell 7', plane: { z: 2, t: null } } })
  const plain = readRoi(roiBytes({ type: 1, box, position: 5 }), 'a.roi', 'file')
  expect(plain).toMatchObject({ outline: { name: 'file', plane: { z: 4, t: null } } })
})

test('lines and points are no areas', () => {
  expect(readRoi(roiBytes({ type: 3, box }), 'a.roi')).toEqual({ kind: 'other', what: 'line' })
  const points = [[0, 0] as const, [3, 2] as const]
  expect(readRoi(roiBytes({ type: 10, box, points }), 'a.roi')).toEqual({
    kind: 'points',
    points: [
      { x: 2, y: 1 },
      { x: 5, y: 3 },
    ],
  })
})

test('cut and foreign bytes are refused in words', () => {
  const whole = roiBytes({
    type: 0,
    box,
    points: [
      [0, 0],
      [1, 1],
      [2, 0],
    ],
  })
  expect(() => readRoi(whole.subarray(0, 70), 'a.roi')).toThrow(
    /a\.roi is not a region of ImageJ: it states 3 points and is 70 bytes long/,
  )
  expect(() => readRoi(new Uint8Array(100), 'a.roi')).toThrow(
    /does not begin with the letters Iout/,
  )
  const odd = whole.slice()
  odd[6] = 77
  expect(() => readRoi(odd, 'a.roi')).toThrow(/its type is 77/)
})
