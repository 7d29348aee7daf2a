/** From the number of a plane in stored order back to its t, c and z. */
import type { PlaneView } from './plane-view.ts'

export interface PlanePlace {
  readonly t: number
  readonly c: number
  readonly z: number
}

/** `view.planeIndex` turned round. */
export function placeOf(view: PlaneView, plane: number): PlanePlace {
  const place = { t: 0, c: 0, z: 0 }
  const strides = (['t', 'c', 'z'] as const)
    .filter((axis) => view.size[axis] > 1)
    .map((axis) => ({ axis, stride: view.planeIndex({ ...place, [axis]: 1 }) }))
    .sort((a, b) => b.stride - a.stride)
  let rest = plane
  for (const { axis, stride } of strides) {
    place[axis] = Math.floor(rest / stride)
    rest %= stride
  }
  return place
}
