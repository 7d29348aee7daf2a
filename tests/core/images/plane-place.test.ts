import { expect, test } from 'vitest'
import { placeOf } from '../../../src-main/core/images/plane-place.ts'
import { planeView } from '../../../src-main/core/images/plane-view.ts'

test.each([
  ['tczyx', [2, 3, 4, 5, 6]],
  ['zcyx', [4, 3, 5, 6]],
  ['qqqqyx', [2, 2, 3, 2, 5, 6]],
  ['yx', [5, 6]],
])('every plane of %s is found again', (axes, shape) => {
  const view = planeView(axes, shape)
  for (let plane = 0; plane < view.planes; plane++) {
    expect(view.planeIndex(placeOf(view, plane))).toBe(plane)
  }
})
