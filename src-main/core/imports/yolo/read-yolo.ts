/**
 * Objects in a YOLO segmentation file: one text file per image, a line per object, its class number and then
 * its corners as shares of the image's width and height.
 */
import { readFile, stat } from 'node:fs/promises'
import { TouchstoneError } from '../../errors.ts'
import type { Outline, OutlineFile } from '../outlines.ts'

const largestBytes = 256 * 2 ** 20

/**
 * Throws `format-corrupt` naming the line, `not-a-label-image` for boxes, and `shape-mismatch` for numbers
 * above 1, which are pixels and no shares.
 */
export async function readYolo(
  path: string,
  { height, width }: { readonly height: number; readonly width: number },
): Promise<OutlineFile> {
  const { size } = await stat(path)
  if (size > largestBytes)
    throw new TouchstoneError(
      'file-too-large',
      `${path} has ${size} bytes, and ${largestBytes} is the limit for YOLO files.`,
      { path, size },
    )
  const outlines: Outline[] = []
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/)
  lines.forEach((line, index) => {
    if (line.trim() === '') return
    const where = `${path}, line ${index + 1}`
    const [className, ...corners] = line.trim().split(/\s+/)
    const shares = corners.map(Number)
    if (!/^\d+$/.test(className!) || shares.some((share) => !Number.isFinite(share)))
      throw new TouchstoneError(
        'format-corrupt',
        `${where}: a class number and corners are expected, as in "0 0.1 0.2 0.3 0.2 0.3 0.4".`,
        { path, line: index + 1 },
      )
    if (shares.length === 4 || shares.length === 5)
      throw new TouchstoneError(
        'not-a-label-image',
        `${where} is a box; a box is no object to measure overlap with. Export YOLO segmentations (polygons).`,
        { path, line: index + 1 },
      )
    // seven numbers are a polygon of three corners with a confidence at the end
    const count = shares.length - (shares.length % 2)
    if (count < 6)
      throw new TouchstoneError('format-corrupt', `${where} has fewer than three corners.`, {
        path,
        line: index + 1,
      })
    const beyond = shares.slice(0, count).find((share) => share < -0.01 || share > 1.01)
    if (beyond !== undefined)
      throw new TouchstoneError(
        'shape-mismatch',
        `${where} has the corner ${beyond}; YOLO's corners are shares of the image between 0 and 1, so these are pixels.`,
        { path, line: index + 1, corner: beyond },
      )
    const ring = shares.slice(0, count).map((share, i) => share * (i % 2 === 0 ? width : height))
    outlines.push({ rings: [ring], name: '', className: className!, plane: null })
  })
  return { path, format: 'YOLO', outlines, notes: [] }
}
