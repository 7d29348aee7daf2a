/** What lies under the cursor, for the status line. Pure but for the cache it reads. */
import { tileSidePx } from '../../src-main/contract/images.ts'
import { formatValue } from '../words/numbers.ts'
import type { Point } from './camera.ts'
import type { PaneContent } from './panes.ts'
import { valueAt } from './pixel-data.ts'
import type { TilePixels } from './pixel-data.ts'
import type { PlaneSource } from './plane-source.ts'
import { tileKey } from './plane-source.ts'
import type { TileCache } from './tile-cache.ts'

export interface Reading {
  readonly pane: string
  readonly text: string
}

/** Value or label id of every pane at an image point of the extent; `…` while it is read, `–` where it failed. */
export function readings(
  panes: readonly PaneContent[],
  at: Point,
  extent: { readonly width: number; readonly height: number },
  cache: TileCache,
): Reading[] {
  return panes.map((pane) => ({
    pane: pane.title,
    text: pane.readout ? textAt(pane.readout, at, extent, cache) : '–',
  }))
}

/** Of the finest level that is here; a coarser one is named, for its values may be means. */
function textAt(
  source: PlaneSource,
  at: Point,
  extent: { readonly width: number; readonly height: number },
  cache: TileCache,
): string {
  if (at.x < 0 || at.y < 0 || at.x >= extent.width || at.y >= extent.height) return '–'
  let failed = false
  for (const [level, { width, height }] of source.levels.entries()) {
    const x = Math.min(width - 1, Math.floor((at.x * width) / extent.width))
    const y = Math.min(height - 1, Math.floor((at.y * height) / extent.height))
    const tile = { level, x: Math.floor(x / tileSidePx), y: Math.floor(y / tileSidePx) }
    const pixels = cache.get(tileKey(source, tile))
    failed ||= cache.failureOf(tileKey(source, tile)) !== null
    if (!pixels) continue
    const text = pixelText(source, pixels, x - tile.x * tileSidePx, y - tile.y * tileSidePx)
    return level === 0 ? text : `${text} (overview 1:${Math.round(source.width / width)})`
  }
  return failed ? '–' : '…'
}

function pixelText(source: PlaneSource, pixels: TilePixels, x: number, y: number): string {
  const values = Array.from({ length: pixels.samples }, (_, sample) =>
    valueAt(pixels, x, y, sample),
  )
  const text = values.map((value) => (value === null ? '–' : formatValue(value))).join(', ')
  return source.role === 'labels' ? (text === '0' ? 'no label' : `label ${text}`) : text
}
