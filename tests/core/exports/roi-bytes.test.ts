import { expect, test } from 'vitest'
import { roiBytes } from '../../../src-main/core/exports/roi-bytes.ts'
import { readRoi } from '../../../src-main/core/imports/imagej/roi.ts'

const square = (x: number, side: number) => [x, 2, x + side, 2, x + side, 2 + side, x, 2 + side]
const outline = { name: 'missed 12', className: 'missed', color: 0xd55e00, z: 4 }

test('one ring and several come back with name and plane', () => {
  for (const rings of [[square(3, 5)], [square(3, 9), square(5, 2)]]) {
    const bytes = roiBytes({ ...outline, rings })
    const roi = readRoi(bytes, 'x.roi')
    expect(roi).toEqual({
      kind: 'area',
      outline: { rings, name: 'missed 12', className: null, plane: { z: 4, t: null } },
    })
    expect(new DataView(bytes.buffer).getUint32(40)).toBe(0xffd55e00)
  }
})

test('what the format cannot hold is refused', () => {
  expect(() => roiBytes({ ...outline, rings: [square(40_000, 2)] })).toThrow(
    /missed 12 lies beyond pixel 32767/,
  )
})
