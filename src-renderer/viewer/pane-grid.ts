/** Where the panes stand: the grid in which the images come out largest. Pure. */
import type { Size } from './camera.ts'

/** CSS px from the top left corner of the canvas. */
export interface PaneRect extends Size {
  readonly left: number
  readonly top: number
}

/** Panes in reading order; `aspect` is the image's width / height, `gapPx` stands between panes. */
export function layoutPanes(count: number, area: Size, aspect: number, gapPx = 2): PaneRect[] {
  if (count === 0 || area.width <= 0 || area.height <= 0) return []
  return inColumns(count, bestColumns(count, area, aspect), area, gapPx)
}

/** All panes in one row. */
export function layoutRow(count: number, area: Size, gapPx = 2): PaneRect[] {
  if (count === 0 || area.width <= 0 || area.height <= 0) return []
  return inColumns(count, count, area, gapPx)
}

function inColumns(count: number, columns: number, area: Size, gapPx: number): PaneRect[] {
  const rows = Math.ceil(count / columns)
  return Array.from({ length: count }, (_, index) => {
    const column = index % columns
    const row = Math.floor(index / columns)
    const left = edge(column, columns, area.width, gapPx)
    const top = edge(row, rows, area.height, gapPx)
    return {
      left,
      top,
      width: edge(column + 1, columns, area.width, gapPx) - gapPx - left,
      height: edge(row + 1, rows, area.height, gapPx) - gapPx - top,
    }
  })
}

/** Whole pixels, so that panes neither overlap nor blur; the last edge is the area's plus one gap. */
function edge(index: number, count: number, length: number, gapPx: number): number {
  return Math.round((index * (length + gapPx)) / count)
}

function bestColumns(count: number, area: Size, aspect: number): number {
  let best = 1
  let bestWidth = 0
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns)
    const width = Math.min(area.width / columns, (area.height / rows) * aspect)
    if (width > bestWidth * 1.001) {
      best = columns
      bestWidth = width
    }
  }
  return best
}
