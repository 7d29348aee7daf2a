/**
 * How an image is cut into blocks of one constant shape. Blocks overlap by the halo, only their inner
 * part is written, no pixel is written twice, so the order of tiles cannot change the result. What a
 * block needs beyond the image is reflected. The last tile is moved back, so that it covers little that
 * is not there.
 */
import { TouchstoneError } from '../errors.ts'

/** One axis of one tile, in input pixels. */
export interface TileSpan {
  /** First pixel of the block; may be negative. */
  readonly start: number
  /** Written part, `from` inclusive, `to` exclusive, within the image. */
  readonly from: number
  readonly to: number
}

export interface TileAxis {
  readonly size: number
  readonly block: number
  readonly halo: number
  /** Tiles start at multiples of this where the block has room, so that pooling layers see every tile alike. */
  readonly alignment?: number
  /** Pixels beyond each side that must be in the block. */
  readonly context?: number
  /** Tiles start at multiples of this in any case. */
  readonly unit?: number
  /** Where tiles are needed, the first one begins half a step earlier: another tiling of the same image. */
  readonly isShifted?: boolean
}

/** All tiles, one span per axis; the last axis varies fastest. */
export function planTiles(axes: readonly TileAxis[]): TileSpan[][] {
  return axes
    .map(spansOfAxis)
    .reduce<TileSpan[][]>(
      (tiles, spans) => tiles.flatMap((tile) => spans.map((span) => [...tile, span])),
      [[]],
    )
}

export function spansOfAxis({
  size,
  block,
  halo,
  alignment = 1,
  context = 0,
  unit = 1,
  isShifted = false,
}: TileAxis): TileSpan[] {
  if (size + 2 * context <= block) {
    const margin = Math.min(halo, Math.floor((block - size) / 2))
    const before = Math.max(context, margin - (margin % alignment))
    return [{ start: 0 - before, from: 0, to: size }]
  }
  const inner = block - 2 * halo
  const grain = inner >= alignment ? alignment : unit
  const step = inner - (inner % grain)
  if (inner < 1 || step < 1) {
    throw new TouchstoneError(
      'model-not-runnable',
      `An image of ${size} pixels needs tiles, but a halo of ${halo} on both sides leaves nothing of a block of ${block}.`,
    )
  }
  const lastStart = Math.max(0, Math.ceil((size - inner) / grain) * grain)
  const half = isShifted ? Math.ceil(step / 2 / grain) * grain : 0
  const spans: TileSpan[] = []
  for (let from = 0; from < size;) {
    // inner part begins at `first`; at the end it is moved back onto the image
    const first = Math.min(from === 0 ? -(half % step) : from, lastStart)
    const to = first === lastStart ? size : Math.min(size, first + step)
    spans.push({ start: first - halo, from, to })
    from = to
  }
  return spans
}
