/** In which units an extent is read out: pixels always, micrometres too where the size of a pixel is known. */
import type { PixelSizeUm } from '../../../contract/words.ts'

export interface AreaUnit {
  /** Appended to the id of a read-out. */
  readonly suffix: string
  readonly unit: string
  /** Of one pixel. */
  readonly factor: number
}

export interface Extent {
  readonly noun: 'area' | 'volume'
  readonly units: readonly AreaUnit[]
}

/** Of planes an area in px and µm², of stacks a volume in px and, where the distance of planes is known, µm³. */
export function extentOf(dimensions: number, pixelSizeUm: PixelSizeUm | null): Extent {
  const pixels: AreaUnit = { suffix: '', unit: 'px', factor: 1 }
  const isStack = dimensions === 3
  const noun = isStack ? 'volume' : 'area'
  if (pixelSizeUm === null) return { noun, units: [pixels] }
  const { x, y, z } = pixelSizeUm
  if (!isStack) return { noun, units: [pixels, { suffix: '-um2', unit: 'um2', factor: x * y }] }
  if (z === undefined) return { noun, units: [pixels] }
  return { noun, units: [pixels, { suffix: '-um3', unit: 'um3', factor: x * y * z }] }
}
