/**
 * Takes a prediction that another program made: found by name, checked for size and kind, copied byte for
 * byte. Objects that were drawn become a label image (`import-drawing.ts`).
 */
import { cp, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { PredictOutput } from '../engine-port.ts'
import { isTouchstoneError, TouchstoneError } from '../errors.ts'
import { digestOfFile } from '../images/file-digest.ts'
import { digestOfImage } from '../images/image-digest.ts'
import { openImage } from '../images/open-image.ts'
import { readLabelImage, readMask } from '../images/read-label-image.ts'
import type { ImageInfo } from '../images/types.ts'
import { stemOfDrawing } from '../imports/drawing-names.ts'
import { findClassTable } from '../tables/read-object-classes.ts'
import { findDrawing } from './find-drawing.ts'
import { findPrediction } from './find-prediction.ts'
import { importDrawing } from './import-drawing.ts'
import { importClasses, importClassTable } from './import-classes.ts'
import { importPointFile, importPoints, pointSource } from './import-points.ts'
import { imageProfile } from './imports/profile-names.ts'
import { type PredictionWork, secondsSince } from './prediction-work.ts'
import { findManifest, sentAs } from './round-trip/read-manifest.ts'

/** Throws `prediction-missing`, `shape-mismatch` naming both sizes, and what reading throws. */
export async function importPrediction(
  folder: string,
  work: PredictionWork,
): Promise<PredictOutput> {
  const sent = await sentImage(folder, work)
  const named = { ...work, calledAs: sent?.name ?? work.calledAs }
  if (work.task === 'detection') return importPoints(folder, named)
  if (work.task === 'classification') return importClasses(folder, named)
  const { source, isDrawing } = await findSource(folder, named)
  if (sent !== null && (await digestOfImage(source)).sha256 === sent.sha256)
    throw new TouchstoneError(
      'tool-invalid',
      `Case ${work.caseId}: ${source} is the input that was sent, and no result. Export the results into a folder of their own, or with a suffix such as _pred, and leave the inputs out.`,
      { case: work.caseId, path: source },
    )
  return isDrawing ? importDrawing(source, work) : importImage(source, work)
}

/**
 * The file that a case's prediction would be taken from; null where one table holds those of all cases. Throws
 * `prediction-missing`; `tool-invalid` where several files fit.
 */
export async function predictionSource(
  folder: string,
  work: PredictionWork,
): Promise<string | null> {
  if (work.task === 'classification') return null
  const sent = await sentImage(folder, work)
  const named = { ...work, calledAs: sent?.name ?? work.calledAs }
  return work.task === 'detection'
    ? pointSource(folder, named)
    : (await findSource(folder, named)).source
}

/** Under which name a case went to a tool elsewhere; null where its results came without a manifest. */
async function sentImage(
  folder: string,
  { caseId, image }: PredictionWork,
): Promise<{ readonly name: string; readonly sha256: string } | null> {
  const found = await findManifest(folder)
  if (found === null) return null
  const { file, sha256 } = sentAs(found, caseId, (await digestOfImage(image)).sha256)
  return { name: join(folder, file), sha256 }
}

/** A file that a program was told to write; what it is follows from its name. */
export async function importFile(source: string, work: PredictionWork): Promise<PredictOutput> {
  if (work.task === 'detection') return importPointFile(source, work)
  if (work.task === 'classification') return importClassTable(source, work)
  return stemOfDrawing(source) === null ? importImage(source, work) : importDrawing(source, work)
}

async function importImage(source: string, work: PredictionWork): Promise<PredictOutput> {
  const start = performance.now()
  const { format } = await requireSameSize(work.image, source, work.caseId)
  await requireKind(source, work)
  const read = secondsSince(start)
  const copying = performance.now()
  await mkdir(work.outputDir, { recursive: true })
  const path = join(work.outputDir, `prediction${extensionsOf(source)}`)
  await cp(source, path, { recursive: true })
  const { sha256 } = await digestOfImage(path)
  return {
    outputs: [{ role: 'prediction', path, sha256 }, ...(await importObjectClasses(source, work))],
    provider: null,
    tiles: 0,
    profile: imageProfile(source, format, work.task),
    seconds: { read, write: secondsSince(copying), total: secondsSince(start) },
    notes: [`Imported from ${source} (${sha256}).`],
  }
}

/** What each predicted object is, where a table beside the image says so. */
async function importObjectClasses(
  source: string,
  { task, outputDir }: PredictionWork,
): Promise<PredictOutput['outputs']> {
  const table = task === 'instances' ? findClassTable(source) : null
  if (table === null) return []
  const path = join(outputDir, 'object-classes.csv')
  await cp(table, path)
  return [{ role: 'object-classes', path, sha256: await digestOfFile(path) }]
}

/** An image named after the case's, else objects drawn on it where the task is about objects or regions. */
async function findSource(
  folder: string,
  { caseId, image: own, calledAs: image = own, task }: PredictionWork,
): Promise<{ readonly source: string; readonly isDrawing: boolean }> {
  try {
    return { source: await findPrediction(folder, caseId, image), isDrawing: false }
  } catch (error) {
    const isMissing = isTouchstoneError(error) && error.code === 'prediction-missing'
    if (!isMissing || (task !== 'instances' && task !== 'semantic')) throw error
    const drawing = await findDrawing(folder, caseId, image)
    if (drawing === null) throw error
    return { source: drawing, isDrawing: true }
  }
}

/** What the prediction's file is. */
async function requireSameSize(
  image: string,
  prediction: string,
  caseId: string,
): Promise<ImageInfo> {
  const [own, other] = [await infoOf(image), await infoOf(prediction)]
  const [expected, found] = [sizeText(own), sizeText(other)]
  if (found === expected) return other
  throw new TouchstoneError(
    'shape-mismatch',
    `Case ${caseId}: ${image} is ${expected} but its prediction ${prediction} is ${found}.${sizeHint(own, other)} Nothing is resized; export the prediction at the image's size.`,
    { image, prediction, expected, found },
  )
}

/** Refused here, where the sentence names the file that was given and not its copy. */
async function requireKind(source: string, { task }: PredictionWork): Promise<void> {
  if (task === 'instances') await readLabelImage(source, { allowIntegralFloat: true })
  if (task === 'semantic') await requireMaskOrClasses(source)
}

/** More than two values may be classes; whether they are those of the truth, the scorer asks. */
async function requireMaskOrClasses(source: string): Promise<void> {
  try {
    await readMask(source)
  } catch (error) {
    const { data } = await readLabelImage(source, { allowIntegralFloat: true }).catch(() => {
      throw error
    })
    if (data.some((label) => label > largestClassLabel)) throw error
  }
}

/** Class maps are 8-bit images by custom. */
const largestClassLabel = 255

async function infoOf(path: string): Promise<ImageInfo> {
  const image = await openImage(path)
  await image.close()
  return image.info
}

/** What such sizes usually come from; empty where they say nothing. */
function sizeHint({ size: own }: ImageInfo, { size: found }: ImageInfo): string {
  const [y, x] = [found.height / own.height, found.width / own.width]
  if (found.height === own.width && found.width === own.height && own.width !== own.height)
    return ' Its axes look swapped (transposed).'
  if (own.z > 1 && found.z === 1 && y === 1 && x === 1)
    return ' It is one plane of a stack: a projection, or the result of one plane only.'
  if (y !== 1 && Math.abs(y / x - 1) < 0.01)
    return ` It looks like another scale: ${Number(y.toPrecision(3))} times the image's.`
  return ''
}

function sizeText({ size }: ImageInfo): string {
  const stack = size.z > 1 ? `, ${size.z} planes` : ''
  return `${size.width} x ${size.height}${stack}${size.t > 1 ? `, ${size.t} times` : ''}`
}

/** `.ome.tif` stays whole; the bytes decide what is read, the name only helps people. */
function extensionsOf(path: string): string {
  return /(\.ome)?\.[^.]+$/i.exec(basename(path))?.[0].toLowerCase() ?? ''
}
