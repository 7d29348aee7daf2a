/** Drawn objects of one image as a label image, whichever program drew them. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { counted } from '../counted.ts'
import { TouchstoneError } from '../errors.ts'
import { readOutlinesText } from './cellpose/read-outlines-text.ts'
import { readSegNpy } from './cellpose/read-seg-npy.ts'
import { imagesOfCoco, type CocoImage } from './coco/read-coco.ts'
import { drawOutlines, type DrawnLabels, type DrawnSize } from './draw-outlines.ts'
import { outlinesOfGeojson } from './geojson/read-geojson.ts'
import { readRoiFile } from './imagej/read-roi-file.ts'
import { readNapariShapes } from './napari/read-napari-shapes.ts'
import type { OutlineFile } from './outlines.ts'
import { readJson } from './read-json.ts'
import { readYolo } from './yolo/read-yolo.ts'

export interface Drawing extends DrawnLabels {
  /** The format's usual name. */
  readonly format: string
}

/**
 * `size` and `image` (its file name, for formats that hold many) are those of the image drawn on. Throws what
 * the readers throw, `shape-mismatch` naming both sizes, `format-not-supported` for other files.
 */
export async function readDrawing(path: string, size: DrawnSize, image: string): Promise<Drawing> {
  const name = basename(path).toLowerCase()
  if (name.endsWith('_seg.npy')) return masksOf(path, size)
  const file = await outlinesOf(path, name, size, image)
  return { format: file.format, ...drawOutlines(file, size) }
}

async function outlinesOf(
  path: string,
  name: string,
  size: DrawnSize,
  image: string,
): Promise<OutlineFile> {
  if (name.endsWith('.roi') || name.endsWith('.zip')) return readRoiFile(path)
  if (name.endsWith('.csv')) return readNapariShapes(path)
  if (name.endsWith('.txt'))
    return (await hasCommas(path)) ? readOutlinesText(path) : readYolo(path, size)
  if (name.endsWith('.json') || name.endsWith('.geojson')) {
    const document = await readJson(path)
    return isCoco(document)
      ? objectsOfImage(path, imagesOfCoco(path, document), size, image)
      : outlinesOfGeojson(path, document)
  }
  throw new TouchstoneError(
    'format-not-supported',
    `${path} holds no drawn objects that can be read: regions of ImageJ (.roi, .zip), GeoJSON, COCO, YOLO, Cellpose and napari shapes (.csv) are.`,
    { path },
  )
}

async function masksOf(path: string, { height, width, depth }: DrawnSize): Promise<Drawing> {
  const { shape, data } = await readSegNpy(path)
  const expected = depth > 1 ? [depth, height, width] : [height, width]
  if (shape.join() !== expected.join())
    throw new TouchstoneError(
      'shape-mismatch',
      `${path}: its masks are ${shape.join(' x ')}, and the image is ${expected.join(' x ')} pixels. Nothing is resized.`,
      { path, shape: [...shape], expected },
    )
  return {
    format: 'Cellpose',
    shape,
    data,
    objects: new Set(data).size - (data.includes(0) ? 1 : 0),
    notes: [],
  }
}

/** Cellpose separates by commas, YOLO by spaces; an empty file has no objects in either. */
async function hasCommas(path: string): Promise<boolean> {
  return (await readFile(path, 'utf8')).includes(',')
}

function isCoco(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'annotations' in document
}

function objectsOfImage(
  path: string,
  images: readonly CocoImage[],
  { height, width }: DrawnSize,
  image: string,
): OutlineFile {
  const wanted = basename(image)
  const named = images.filter(({ fileName }) => nameOf(fileName) === wanted)
  const [found] =
    named.length > 0 ? named : images.filter(({ fileName }) => stem(fileName) === stem(wanted))
  if (found === undefined)
    throw new TouchstoneError(
      'prediction-missing',
      `${path} lists ${counted(images.length, 'image')} and none of them is ${wanted}.`,
      { path, image: wanted },
    )
  if ((found.height ?? height) !== height || (found.width ?? width) !== width)
    throw new TouchstoneError(
      'shape-mismatch',
      `${path} states ${found.fileName} as ${found.width} x ${found.height} pixels, and it is ${width} x ${height}. Nothing is resized.`,
      { path, image: wanted },
    )
  return found.objects
}

/** File names in COCO may carry folders, of either system. */
function nameOf(fileName: string): string {
  return fileName.split(/[\\/]/).at(-1)!
}

function stem(fileName: string): string {
  return nameOf(fileName).replace(/(\.ome)?\.[^.]+$/i, '')
}
