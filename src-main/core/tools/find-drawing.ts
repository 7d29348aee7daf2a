/** Which file of a folder holds the objects that a program drew on an image, where there is no label image. */
import { basename } from 'node:path'
import { stemOf } from '../datasets/file-stem.ts'
import { listDrawings } from '../datasets/list-drawings.ts'
import { TouchstoneError } from '../errors.ts'
import { stemOfDrawing } from '../imports/drawing-names.ts'

/**
 * The drawing named after the image, else the folder's only JSON, which may list all images. Null where there
 * is none; `tool-invalid` where several fit.
 */
export async function findDrawing(
  folder: string,
  caseId: string,
  image: string,
): Promise<string | null> {
  const drawings = await listDrawings(folder)
  const names = new Set([stemOf(image), basename(image)])
  const own = drawings.filter((path) => names.has(stemOfDrawing(path)!))
  const lists = drawings.filter((path) => path.toLowerCase().endsWith('.json'))
  const found = own.length > 0 ? own : lists
  if (found.length > 1)
    throw new TouchstoneError(
      'tool-invalid',
      `Case ${caseId}: several files of drawn objects in ${folder} fit ${basename(image)}: ${found.map((path) => basename(path)).join(' and ')}. Keep one of them.`,
    )
  return found[0] ?? null
}
