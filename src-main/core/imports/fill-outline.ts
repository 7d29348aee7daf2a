/** Which pixels an outline covers: those whose centre lies inside, by the even-odd rule (as ImageJ fills). */
import { boundsOf, type Outline, type PixelMask } from './outlines.ts'

/** One run of covered pixels in row `y`: from `from` up to but not including `to`. */
export type TakeRun = (y: number, from: number, to: number) => void

/** Runs may reach beyond any image, and overlap for unions; rows `firstRow` to `endRow` only. */
export function fillOutline(
  outline: Pick<Outline, 'rings' | 'mask' | 'isUnion'>,
  rows: { readonly firstRow: number; readonly endRow: number },
  take: TakeRun,
): void {
  if (outline.mask !== undefined) {
    fillMask(outline.mask, take)
    return
  }
  if (outline.isUnion === true) {
    for (const ring of outline.rings) fillOutline({ rings: [ring] }, rows, take)
    return
  }
  const bounds = boundsOf(outline)
  if (bounds === null) return
  const first = Math.max(rows.firstRow, Math.floor(bounds.top))
  const end = Math.min(rows.endRow, Math.ceil(bounds.bottom) + 1)
  for (let y = first; y < end; y++) {
    const crossings = crossingsAt(outline, y + 0.5).sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      // the pixel x has its centre at x + 0.5; a centre on the left edge is inside, one on the right is not
      const from = Math.ceil(crossings[i]! - 0.5)
      const to = Math.ceil(crossings[i + 1]! - 0.5)
      if (to > from) take(y, from, to)
    }
  }
}

/** An edge counts from its upper end down to, but without, its lower end. */
function crossingsAt({ rings }: Pick<Outline, 'rings'>, y: number): number[] {
  const crossings: number[] = []
  for (const ring of rings) {
    const length = ring.length - (ring.length % 2)
    for (let i = 0; i < length; i += 2) {
      const next = (i + 2) % length
      const [x0, y0, x1, y1] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!]
      if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
    }
  }
  return crossings
}

function fillMask({ left, top, width, height, inside }: PixelMask, take: TakeRun): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = x
      while (x < width && inside[y * width + x] !== 0) x++
      if (x > from) take(top + y, left + from, left + x)
    }
  }
}
