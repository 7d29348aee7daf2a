/**
 * Ground truth that is drawn (regions of Fiji, GeoJSON, COCO, napari, outlines) as a reference that says on
 * which image: everything that reads labels then reads it. Label images stay as they are.
 */
import { basename } from 'node:path'
import type { PairedCase } from '../../contract/datasets.ts'
import type { Task } from '../../contract/words.ts'
import { isTouchstoneError } from '../errors.ts'
import { formatImageReference, parseImageReference } from '../images/image-reference.ts'
import { openImage } from '../images/open-image.ts'
import type { ImageInfo } from '../images/types.ts'
import { stemOfDrawing } from '../imports/drawing-names.ts'

/** Of the tasks `instances` and `semantic` (as a mask), and where the task is not known yet. */
export async function drawTruths(
  cases: readonly PairedCase[],
  task: Task | null,
): Promise<PairedCase[]> {
  if (task !== null && task !== 'instances' && task !== 'semantic') return [...cases]
  const drawn: PairedCase[] = []
  for (const item of cases) {
    const { image, truth, annotators = {} } = item
    const people: [string, string][] = []
    for (const [name, path] of Object.entries(annotators))
      people.push([name, await drawnOn(image, path, task)])
    drawn.push({
      ...item,
      truth: await drawnOn(image, truth, task),
      ...(people.length === 0 ? {} : { annotators: Object.fromEntries(people) }),
    })
  }
  return drawn
}

/** As it was given where it is an image itself, or its image cannot be opened, which freezing will say. */
async function drawnOn(image: string, truth: string, task: Task | null): Promise<string> {
  const { path, ...stated } = parseImageReference(truth)
  if (stemOfDrawing(path) === null || Object.keys(stated).length > 0) return truth
  if ((await infoOf(truth)) !== null) return truth
  const info = await infoOf(image)
  if (info === null) return truth
  const { width, height, z: depth } = info.size
  const name = basename(parseImageReference(image).path)
  return formatImageReference({
    path,
    drawn: {
      ...{ width, height, depth },
      ...(/\.json$/i.test(path) ? { image: name } : {}),
      ...(task === 'semantic' ? { isMask: true } : {}),
    },
  })
}

async function infoOf(reference: string): Promise<ImageInfo | null> {
  try {
    const image = await openImage(reference)
    await image.close()
    return image.info
  } catch (error) {
    if (isTouchstoneError(error)) return null
    throw error
  }
}
