/** Takes points that another program found: a table per image, or one table for all images. */
import { copyFile, mkdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { checkPoints } from '../datasets/check-points.ts'
import { stemOf, withoutPointSuffix } from '../datasets/file-stem.ts'
import { isTable, listTables } from '../datasets/list-tables.ts'
import { indexByStem } from '../datasets/match-stems.ts'
import { pointFacts } from '../datasets/point-facts.ts'
import type { OutputFile, PredictOutput } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { digestOfFile } from '../images/file-digest.ts'
import { openImage } from '../images/open-image.ts'
import { withoutImageTables } from '../tables/cellprofiler-images.ts'
import { pointColumns } from '../tables/point-columns.ts'
import { type PointList, pointsOfTable, readPoints } from '../tables/read-points.ts'
import { writePoints } from './found-points.ts'
import { tableProfile } from './imports/profile-names.ts'
import { type PredictionWork, secondsSince } from './prediction-work.ts'
import { rowsOfImage } from './shared-table.ts'

/** So far outside the image a tool may place a point at its edge. */
const slackPx = 1

/** Throws `prediction-missing`, `tool-invalid`, `shape-mismatch` for points of another image or unit. */
export async function importPoints(folder: string, work: PredictionWork): Promise<PredictOutput> {
  const { own, shared } = await findTable(folder, work)
  return own === null ? importSharedPoints(shared!, work) : importPointFile(own, work)
}

/** The points of one image, copied byte for byte. */
export async function importPointFile(
  source: string,
  work: PredictionWork,
): Promise<PredictOutput> {
  const start = performance.now()
  const points = await readPoints(source)
  const notes = await heldAgainstImage(points, source, work)
  await mkdir(work.outputDir, { recursive: true })
  const path = join(work.outputDir, `prediction${extname(source).toLowerCase()}`)
  await copyFile(source, path)
  const sha256 = await digestOfFile(path)
  const output: OutputFile = { role: 'prediction', path, sha256 }
  return imported(output, [`Imported from ${source} (${sha256}).`, ...notes], {
    start,
    profile: tableProfile(source),
  })
}

async function importSharedPoints(source: string, work: PredictionWork): Promise<PredictOutput> {
  const start = performance.now()
  const { caseId, image: own, calledAs: image = own } = work
  const { name, table } = await rowsOfImage(source, { caseId, image })
  const { axes } = pointColumns(source, table.columns)
  // a row without coordinates says that its image has no point
  const rows = table.rows.filter(({ cells }) => axes.some((axis) => cells[axis] !== ''))
  const { dimensions, coordinates, scores, unit, notes } = pointsOfTable({ ...table, rows })
  const points = { dimensions, coordinates, scores, unit }
  const found = await heldAgainstImage(points, source, work)
  const output = await writePoints(work.outputDir, points)
  const none = `${source} names no point in ${basename(image)}: taken as nothing found.`
  const from = `Taken from ${source}: ${rows.length} of its rows, for the image ${name ?? ''}.`
  const profile = `${tableProfile(source)} of all images`
  return imported(output, [name === null ? none : from, ...notes, ...found], { start, profile })
}

/** The table with the points of the image, or with those of all. Throws as `importPoints`. */
export async function pointSource(folder: string, work: PredictionWork): Promise<string | null> {
  const { own, shared } = await findTable(folder, work)
  return own ?? shared
}

async function findTable(
  folder: string,
  { caseId, image: given, calledAs: image = given }: PredictionWork,
): Promise<{ readonly own: string | null; readonly shared: string | null }> {
  if (isTable(folder)) return { own: null, shared: folder }
  const tables = await listTables(folder, { arrays: true })
  const found = indexByStem(tables, withoutPointSuffix)(stemOf(image))
  if (found.length > 1)
    throw new TouchstoneError(
      'tool-invalid',
      `Case ${caseId}: several tables in ${folder} fit ${basename(image)}: ${found.map((path) => basename(path)).join(' and ')}. Keep one of them.`,
    )
  const [own] = found
  if (own !== undefined) return { own, shared: null }
  const [shared, ...others] = await withoutImageTables(tables.filter((path) => isTable(path)))
  if (shared !== undefined && others.length === 0) return { own: null, shared }
  throw new TouchstoneError(
    'prediction-missing',
    `Case ${caseId} has no points in ${folder}: looked for ${stemOf(image)} as .csv, .tsv, .json or .npy among ${tables.length} tables, or for one table of all images.`,
    { case: caseId, folder },
  )
}

/** Points that would fit only otherwise are refused; single ones outside are the tool's own and are counted. */
async function heldAgainstImage(
  points: Pick<PointList, 'coordinates' | 'dimensions' | 'unit'>,
  source: string,
  { image, caseId }: PredictionWork,
): Promise<string[]> {
  const opened = await openImage(image)
  await opened.close()
  const { size, pixelSizeUm } = opened.info
  const pixel = pixelSizeUm === 'uncalibrated' ? null : pixelSizeUm
  const found = checkPoints(pointFacts(points), size, pixel, slackPx)
  if (found === null || found.check === 'points-unplaced') return []
  if (found.severity === 'error' && found.check !== 'points-outside')
    throw new TouchstoneError('shape-mismatch', `Case ${caseId}: ${source}: ${found.message}`, {
      image,
      source,
      check: found.check,
    })
  return [`${source}: ${found.message}`]
}

function imported(
  output: OutputFile,
  notes: readonly string[],
  { start, profile }: { readonly start: number; readonly profile: string },
): PredictOutput {
  const seconds = { total: secondsSince(start) }
  return { outputs: [output], provider: null, tiles: 0, seconds, notes, profile }
}
