/** Lines over the panes of a figure: the profile, and the cross of sections. Pure. */
import { imageToPane } from './camera.ts'
import type { Camera, Point } from './camera.ts'
import type { Line } from './line.ts'
import type { PaneRect } from './pane-grid.ts'

/** CSS px of the figure. */
export interface FigureLine {
  readonly from: Point
  readonly to: Point
}

/** An image line as it lies over each pane; what is out of sight is cut off. */
export function linesOver(
  rects: readonly PaneRect[],
  camera: Camera,
  { x0, y0, x1, y1 }: Line,
): FigureLine[] {
  return rects.flatMap((rect) => {
    const at = (point: Point): Point => {
      const { x, y } = imageToPane(camera, rect, point)
      return { x: x + rect.left, y: y + rect.top }
    }
    const cut = cutTo(rect, { from: at({ x: x0, y: y0 }), to: at({ x: x1, y: y1 }) })
    return cut ? [cut] : []
  })
}

/** The cross through `at`, an image point, over one pane. */
export function crossOver(rect: PaneRect, camera: Camera, at: Point): FigureLine[] {
  const { x, y } = imageToPane(camera, rect, at)
  const { left, top, width, height } = rect
  return [
    { from: { x: left, y: top + y }, to: { x: left + width, y: top + y } },
    { from: { x: left + x, y: top }, to: { x: left + x, y: top + height } },
  ].flatMap((line) => cutTo(rect, line) ?? [])
}

/** The part of a line within a rectangle (Liang and Barsky 1984); null where there is none. */
export function cutTo(rect: PaneRect, { from, to }: FigureLine): FigureLine | null {
  const by = { x: to.x - from.x, y: to.y - from.y }
  let [enter, leave] = [0, 1]
  for (const [step, room] of [
    [-by.x, from.x - rect.left],
    [by.x, rect.left + rect.width - from.x],
    [-by.y, from.y - rect.top],
    [by.y, rect.top + rect.height - from.y],
  ] as const) {
    if (step === 0 && room < 0) return null
    if (step < 0) enter = Math.max(enter, room / step)
    else if (step > 0) leave = Math.min(leave, room / step)
  }
  if (enter > leave) return null
  const on = (share: number): Point => ({ x: from.x + share * by.x, y: from.y + share * by.y })
  return { from: on(enter), to: on(leave) }
}
