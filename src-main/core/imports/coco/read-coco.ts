/** Objects in a COCO file: one JSON for all images of a folder, as polygons, run lengths or only boxes. */
import { basename } from 'node:path'
import { z } from 'zod'
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import type { Outline, OutlineFile, PixelMask } from '../outlines.ts'
import { readJson } from '../read-json.ts'
import { decodeRunLengths, forEachInside } from './run-lengths.ts'

const runLengthsSchema = z.object({
  size: z.tuple([z.number().int().positive(), z.number().int().positive()]),
  counts: z.union([z.string(), z.array(z.number().int().nonnegative())]),
})
const annotationSchema = z.object({
  image_id: z.union([z.number(), z.string()]),
  category_id: z.number().nullish(),
  segmentation: z.union([z.array(z.array(z.number())), runLengthsSchema]).nullish(),
  bbox: z.array(z.number()).nullish(),
  iscrowd: z.union([z.number(), z.boolean()]).nullish(),
})
const imageSchema = z.object({
  id: z.union([z.number(), z.string()]),
  file_name: z.string(),
  height: z.number().optional(),
  width: z.number().optional(),
})
const cocoSchema = z.object({
  images: z.array(imageSchema),
  annotations: z.array(annotationSchema),
  categories: z.array(z.object({ id: z.number(), name: z.string() })).default([]),
})

export interface CocoImage {
  readonly fileName: string
  /** As the file states it, null where it does not. */
  readonly height: number | null
  readonly width: number | null
  readonly objects: OutlineFile
}

/** Every image of the list, also those without objects. Throws `format-corrupt` with the place in the file. */
export async function readCoco(path: string): Promise<readonly CocoImage[]> {
  return imagesOfCoco(path, await readJson(path))
}

/** `document` is what the file holds. */
export function imagesOfCoco(path: string, document: unknown): readonly CocoImage[] {
  const { images, annotations, categories } = requireCoco(path, document)
  const names = new Map(categories.map(({ id, name }) => [id, name]))
  const known = new Set(images.map(({ id }) => id))
  const foreign = annotations.filter((one) => !known.has(one.image_id))
  if (foreign.length > 0)
    throw new TouchstoneError(
      'format-corrupt',
      `${path}: ${counted(foreign.length, 'annotation')} of an image that is not listed (image_id ${String(foreign[0]!.image_id)}).`,
      { path, annotations: foreign.length },
    )
  return images.map((image) => {
    const own = annotations.filter((one) => one.image_id === image.id)
    const crowds = own.filter(({ iscrowd }) => Boolean(iscrowd))
    const objects = own.filter(({ iscrowd }) => !iscrowd)
    const outlines = objects.map((one, index): Outline => {
      const what = `${path}, ${image.file_name}, object ${index + 1}`
      const className = names.get(one.category_id ?? NaN) ?? null
      return { ...shapeOf(what, one, image), name: '', className, plane: null }
    })
    const notes =
      crowds.length === 0
        ? []
        : [
            `${basename(path)}: ${counted(crowds.length, 'crowd region')} left out, which is no single object.`,
          ]
    return {
      fileName: image.file_name,
      height: image.height ?? null,
      width: image.width ?? null,
      objects: { path, format: 'COCO', outlines, notes },
    }
  })
}

function requireCoco(path: string, document: unknown): z.infer<typeof cocoSchema> {
  const parsed = cocoSchema.safeParse(document)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new TouchstoneError(
    'format-corrupt',
    `${path} is not a COCO file with images and annotations (${issue!.path.join('.') || 'the document'}: ${issue!.message}).`,
    { path },
  )
}

type Annotation = z.infer<typeof annotationSchema>

function shapeOf(
  what: string,
  { segmentation }: Annotation,
  image: z.infer<typeof imageSchema>,
): Pick<Outline, 'rings' | 'mask' | 'isUnion'> {
  if (Array.isArray(segmentation) && segmentation.length > 0) {
    if (segmentation.some((ring) => ring.length < 6 || ring.length % 2 !== 0))
      throw new TouchstoneError('format-corrupt', `${what} has a polygon of fewer than 3 points.`)
    return { rings: segmentation, isUnion: true }
  }
  if (segmentation && !Array.isArray(segmentation)) {
    const [height, width] = segmentation.size
    if ((image.height ?? height) !== height || (image.width ?? width) !== width)
      throw new TouchstoneError(
        'shape-mismatch',
        `${what} is a mask of ${width} x ${height} pixels, and its image is stated as ${image.width} x ${image.height}.`,
      )
    return { rings: [], mask: maskOf(what, segmentation) }
  }
  throw new TouchstoneError(
    'not-a-label-image',
    `${what} has a box and no outline; a box is no object to measure overlap with. Export masks or polygons.`,
  )
}

/** Only the box around what is inside is kept. */
function maskOf(what: string, { size, counts }: z.infer<typeof runLengthsSchema>): PixelMask {
  const [height, width] = size
  const lengths = typeof counts === 'string' ? decodeRunLengths(counts, what) : counts
  let [left, top, right, bottom] = [width, height, 0, 0]
  forEachInside(lengths, { height, width }, what, (y, x) => {
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
  })
  if (right === 0) return { left: 0, top: 0, width: 0, height: 0, inside: new Uint8Array(0) }
  const box = { left, top, width: right - left, height: bottom - top }
  const inside = new Uint8Array(box.width * box.height)
  forEachInside(lengths, { height, width }, what, (y, x) => {
    inside[(y - top) * box.width + x - left] = 1
  })
  return { ...box, inside }
}
