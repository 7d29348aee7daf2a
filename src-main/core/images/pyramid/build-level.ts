/**
 * One pyramid level from the one before, tile by tile: at most four source tiles are in memory.
 * Where they come from and where the result goes is the caller's.
 */
import { TouchstoneError } from '../../errors.ts'
import { copyPixels, createPixelArray } from '../pixel-types.ts'
import type { PixelArray, PixelType } from '../types.ts'
import { halveBlock, type Reduction } from './halve-block.ts'
import { insideOfTile, type TileGrid } from './tile-grid.ts'

export interface LevelStep {
  /** Sides of its tiles are even. */
  readonly source: TileGrid
  /** Half of `source`, rounded up; its tiles are as large, or one tile is all there is. */
  readonly target: TileGrid
  readonly samples: number
  readonly dtype: PixelType
  readonly reduction: Reduction
  readonly signal?: AbortSignal | undefined
  /** The pixels of a source tile that lie inside the plane, packed; undefined where all are 0. */
  read(tileY: number, tileX: number): Promise<PixelArray | undefined>
  /** Gets what `read` gives, of the target; not called for tiles that are 0 throughout. */
  write(tileY: number, tileX: number, pixels: PixelArray): Promise<void>
}

/** TouchstoneError 'cancelled' once `signal` says so, and what `read` and `write` throw. */
export async function buildLevel(step: LevelStep): Promise<void> {
  const { target, signal } = step
  for (let tileY = 0; tileY < target.down; tileY++) {
    for (let tileX = 0; tileX < target.across; tileX++) {
      requireWanted(signal)
      const pixels = await halvedTile(step, tileY, tileX)
      if (pixels !== undefined) await step.write(tileY, tileX, pixels)
    }
  }
}

export function requireWanted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new TouchstoneError('cancelled', 'Making smaller copies of an image was cancelled.')
  }
}

async function halvedTile(
  step: LevelStep,
  tileY: number,
  tileX: number,
): Promise<PixelArray | undefined> {
  const { source, target, samples, dtype, reduction } = step
  const inside = insideOfTile(target, tileY, tileX)
  let out: PixelArray | undefined
  for (let down = 0; down < 2; down++) {
    for (let right = 0; right < 2; right++) {
      const [fromY, fromX] = [2 * tileY + down, 2 * tileX + right]
      if (fromY >= source.down || fromX >= source.across) continue
      const pixels = await step.read(fromY, fromX)
      if (pixels === undefined) continue
      const from = insideOfTile(source, fromY, fromX)
      const half = halveBlock(pixels, from.height, from.width, samples, dtype, reduction)
      out ??= createPixelArray(dtype, inside.height * inside.width * samples, 'a pyramid level')
      const perRow = Math.ceil(from.width / 2) * samples
      const corner = { y: (down * source.tileHeight) / 2, x: (right * source.tileWidth) / 2 }
      for (let row = 0; row < Math.ceil(from.height / 2); row++) {
        const to = ((corner.y + row) * inside.width + corner.x) * samples
        copyPixels(half, row * perRow, perRow, out, to)
      }
    }
  }
  return out
}
