/** Takes the class of one image from a table that another program wrote: the row, with all its columns. */
import { basename } from 'node:path'
import { isTable, listTables } from '../datasets/list-tables.ts'
import type { PredictOutput } from '../engine-port.ts'
import { TouchstoneError } from '../errors.ts'
import { isNumber } from '../tables/table.ts'
import { writePredictionTable } from './found-points.ts'
import { type PredictionWork, secondsSince } from './prediction-work.ts'
import { rowsOfImage } from './shared-table.ts'

const tableNames = [
  'predictions',
  'prediction',
  'predicted',
  'classes',
  'labels',
  'results',
  'scores',
]

/** `folder` may be the table itself. Throws `prediction-missing`, `tool-invalid`. */
export async function importClasses(folder: string, work: PredictionWork): Promise<PredictOutput> {
  const table = isTable(folder) ? folder : await findTable(folder)
  return importClassTable(table, work)
}

export async function importClassTable(
  source: string,
  { caseId, image: own, calledAs: image = own, outputDir }: PredictionWork,
): Promise<PredictOutput> {
  const start = performance.now()
  const alsoNames = ['id', 'sample', 'name']
  const { name, table } = await rowsOfImage(source, { caseId, image, alsoNames })
  const [row, ...others] = table.rows
  if (name === null || row === undefined)
    throw new TouchstoneError(
      'prediction-missing',
      `Case ${caseId}: ${source} has no row for ${basename(image)}; every image needs a class.`,
      { case: caseId, path: source },
    )
  if (others.length > 0)
    throw new TouchstoneError(
      'tool-invalid',
      `Case ${caseId}: ${source} names ${name} in ${row.place} and in ${others[0]!.place}; every image has one row.`,
      { case: caseId, path: source },
    )
  const cells = row.cells.map((cell) =>
    table.decimalComma && isNumber(cell, true) ? cell.replace(',', '.') : cell,
  )
  const text = `${line(table.columns)}\n${line(cells)}\n`
  const output = await writePredictionTable(outputDir, text)
  const notes = [`Taken from ${source}, ${row.place}.`, ...table.notes]
  return {
    outputs: [output],
    provider: null,
    tiles: 0,
    seconds: { total: secondsSince(start) },
    notes,
  }
}

async function findTable(folder: string): Promise<string> {
  const tables = await listTables(folder, {})
  const [only] = tables
  if (only !== undefined && tables.length === 1) return only
  const stems = tables.map((path) =>
    basename(path)
      .toLowerCase()
      .replace(/\.[a-z]+$/, ''),
  )
  const named = tableNames.flatMap((name) => tables[stems.indexOf(name)] ?? [])
  if (named[0] !== undefined) return named[0]
  throw new TouchstoneError(
    only === undefined ? 'prediction-missing' : 'tool-invalid',
    only === undefined
      ? `${folder} has no table of classes; put one .csv with the columns image and prediction there.`
      : `${folder} has ${tables.length} tables: ${tables
          .slice(0, 6)
          .map((path) => basename(path))
          .join(', ')}. Keep one, or name it predictions.csv.`,
  )
}

function line(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
}
