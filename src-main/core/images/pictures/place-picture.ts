/**
 * A place of an image as a small picture: gray or colour between two limits, with the outlines of objects drawn
 * on it. The outline of one object is bright and the others are faint; the prediction's is dashed, so that nobody
 * has to tell colours apart.
 */
import type { PixelArray } from '../types.ts'

export interface PlacePixels {
  readonly width: number
  readonly height: number
  /** Values of one pixel beside each other, 1 or more; of 3 or more the first three are red, green and blue. */
  readonly samples: number
  readonly data: PixelArray
}

export interface PlaceOutline {
  /** Labels of the same pixels. */
  readonly labels: ArrayLike<number | bigint>
  readonly color: readonly [number, number, number]
  readonly isDashed: boolean
  /** The object that the picture is about; null where all are alike. */
  readonly label: number | null
}

/** Share of its colour that the outline of another object keeps. */
const faint = 0.45
const dash = 3

/** `limits`: shown black and white. Returns `side * side * 3` bytes; what lies outside the image is mid-gray. */
export function placePicture(
  image: PlacePixels,
  frame: { readonly x: number; readonly y: number; readonly sidePx: number; readonly side: number },
  limits: { readonly lower: number; readonly upper: number },
  outlines: readonly PlaceOutline[],
): Uint8Array {
  const { width, height, samples, data } = image
  const { sidePx, side } = frame
  const picture = new Uint8Array(side * side * 3).fill(outside)
  const range = limits.upper > limits.lower ? limits.upper - limits.lower : 1
  /** Index of the source pixel under each row and column; -1 outside. */
  const columns = sourcePlaces(frame.x, width, sidePx, side)
  const rows = sourcePlaces(frame.y, height, sidePx, side)
  for (let y = 0; y < side; y++) {
    if (rows[y]! < 0) continue
    for (let x = 0; x < side; x++) {
      if (columns[x]! < 0) continue
      const from = (rows[y]! * width + columns[x]!) * samples
      for (let channel = 0; channel < 3; channel++) {
        const value = Number(data[from + (samples >= 3 ? channel : 0)])
        const share = (value - limits.lower) / range
        picture[(y * side + x) * 3 + channel] = share > 0 ? Math.min(255, share * 255) : 0
      }
    }
  }
  for (const outline of outlines) drawOutline(picture, outline, { columns, rows, width, side })
  return picture
}

const outside = 118

function sourcePlaces(first: number, size: number, sidePx: number, side: number): Int32Array {
  return Int32Array.from({ length: side }, (_, at) => {
    const place = Math.floor(first + ((at + 0.5) * sidePx) / side)
    return place >= 0 && place < size ? place : -1
  })
}

function drawOutline(
  picture: Uint8Array,
  { labels, color, isDashed, label }: PlaceOutline,
  place: {
    readonly columns: Int32Array
    readonly rows: Int32Array
    readonly width: number
    readonly side: number
  },
): void {
  const { columns, rows, width, side } = place
  const labelAt = (x: number, y: number): number => {
    const [column, row] = [columns[x] ?? -1, rows[y] ?? -1]
    return column < 0 || row < 0 ? 0 : Number(labels[row * width + column])
  }
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const own = labelAt(x, y)
      if (own === 0 || (isDashed && Math.floor((x + y) / dash) % 2 === 1)) continue
      const isInside =
        labelAt(x - 1, y) === own &&
        labelAt(x + 1, y) === own &&
        labelAt(x, y - 1) === own &&
        labelAt(x, y + 1) === own
      if (isInside) continue
      const share = label === null || own === label ? 1 : faint
      const at = (y * side + x) * 3
      for (let channel = 0; channel < 3; channel++)
        picture[at + channel] = color[channel]! * share + picture[at + channel]! * (1 - share)
    }
  }
}
