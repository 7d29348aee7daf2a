/** Cellpose's `_cp_outlines.txt`: a line per object, its border pixels as `x,y,x,y,...`. */
import { readFile, stat } from 'node:fs/promises'
import { TouchstoneError } from '../../errors.ts'
import { fillOutline } from '../fill-outline.ts'
import { boundsOf, type Outline, type OutlineFile, type PixelMask } from '../outlines.ts'

const largestBytes = 256 * 2 ** 20
const largestMaskPx = 2 ** 30

/**
 * The numbers are border pixels, which belong to the object. Throws `format-corrupt` naming the line.
 */
export async function readOutlinesText(path: string): Promise<OutlineFile> {
  const { size } = await stat(path)
  if (size > largestBytes)
    throw new TouchstoneError(
      'file-too-large',
      `${path} has ${size} bytes, and ${largestBytes} is the limit for outlines; give the masks as TIFF.`,
      { path, size },
    )
  const outlines: Outline[] = []
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/)
  lines.forEach((line, index) => {
    if (line.trim() === '') return
    const numbers = line.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
    if (
      numbers.length < 6 ||
      numbers.length % 2 !== 0 ||
      numbers.some((one) => !Number.isFinite(one))
    )
      throw new TouchstoneError(
        'format-corrupt',
        `${path}, line ${index + 1}: pairs x,y of at least three border pixels are expected.`,
        { path, line: index + 1 },
      )
    outlines.push({ rings: [], mask: maskOf(numbers), name: '', className: null, plane: null })
  })
  return { path, format: 'Cellpose outlines', outlines, notes: [] }
}

/** What the ring through the middles encloses, and the border pixels themselves. */
function maskOf(numbers: readonly number[]): PixelMask {
  const ring = numbers.map((value) => value + 0.5)
  const bounds = boundsOf({ rings: [ring] })!
  const [left, top] = [Math.floor(bounds.left), Math.floor(bounds.top)]
  const width = Math.floor(bounds.right) + 1 - left
  const height = Math.floor(bounds.bottom) + 1 - top
  if (width * height > largestMaskPx)
    throw new TouchstoneError(
      'shape-mismatch',
      `An outline reaches over ${width} x ${height} pixels; its numbers are no pixels.`,
    )
  const inside = new Uint8Array(width * height)
  fillOutline({ rings: [ring] }, { firstRow: top, endRow: top + height }, (y, from, to) => {
    inside.fill(1, (y - top) * width + from - left, (y - top) * width + to - left)
  })
  for (let i = 0; i < ring.length; i += 2)
    inside[(Math.floor(ring[i + 1]!) - top) * width + Math.floor(ring[i]!) - left] = 1
  return { left, top, width, height, inside }
}
