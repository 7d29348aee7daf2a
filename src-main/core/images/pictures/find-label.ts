/** Where an object of a label image lies: its box in the plane that holds most of it. Read in strips. */
import type { ImageSource } from '../types.ts'

export interface LabelPlace {
  readonly t: number
  readonly z: number
  /** In pixels, the last included. */
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const pixelsAtOnce = 2 ** 22

/** Null where no pixel of the first channel has the label. */
export async function findLabel(source: ImageSource, label: number): Promise<LabelPlace | null> {
  const { size } = source.info
  let best: LabelPlace | null = null
  let most = 0
  for (let t = 0; t < size.t; t++) {
    for (let z = 0; z < size.z; z++) {
      const { count, ...box } = await boxInPlane(source, { t, z }, label)
      if (count <= most) continue
      most = count
      best = { t, z, ...box }
    }
  }
  return best
}

async function boxInPlane(
  source: ImageSource,
  plane: { readonly t: number; readonly z: number },
  label: number,
) {
  const { width, height } = source.info.size
  const box = { count: 0, left: width, top: height, right: -1, bottom: -1 }
  const rowsAtOnce = Math.max(1, Math.floor(pixelsAtOnce / width))
  for (let y = 0; y < height; y += rowsAtOnce) {
    const strip = { x: 0, y, width, height: Math.min(rowsAtOnce, height - y) }
    const { data } = await source.readRegion({ ...plane, c: 0, ...strip })
    for (let at = 0; at < data.length; at++) {
      if (Number(data[at]) !== label) continue
      const column = at % width
      const row = y + Math.floor(at / width)
      box.count++
      if (column < box.left) box.left = column
      if (column > box.right) box.right = column
      if (row < box.top) box.top = row
      if (row > box.bottom) box.bottom = row
    }
  }
  return box
}
