/** What lies under the cursor, for the status line. Pure but for the cache it reads. */
import { tileSidePx } from '../../src-main/contract/images.ts'
import { formatValue } from '../words/numbers.ts'
import type { Point } from './camera.ts'
import type { PaneContent } from './panes.ts'
import { valueAt } from './pixel-data.ts'
import type { PlaneSource } from './plane-source.ts'
import { tileKey } from './plane-source.ts'
import type { TileCache } from './tile-cache.ts'

export interface Reading {
  readonly pane: string
  readonly text: string
}

/** Value or label id of every pane at an image point of the extent; `…` while it is read. */
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

function textAt(
  source: PlaneSource,
  at: Point,
  extent: { readonly width: number; readonly height: number },
  cache: TileCache,
): string {
  const x = Math.floor((at.x * source.width) / extent.width)
  const y = Math.floor((at.y * source.height) / extent.height)
  if (x < 0 || y < 0 || x >= source.width || y >= source.height) return '–'
  const tile = { x: Math.floor(x / tileSidePx), y: Math.floor(y / tileSidePx) }
  const pixels = cache.get(tileKey(source, tile))
  if (!pixels) return '…'
  const values = Array.from({ length: pixels.samples }, (_, sample) =>
    valueAt(pixels, x - tile.x * tileSidePx, y - tile.y * tileSidePx, sample),
  )
  const text = values.map((value) => (value === null ? '–' : formatValue(value))).join(', ')
  return source.role === 'labels' ? (text === '0' ? 'no label' : `label ${text}`) : text
}
