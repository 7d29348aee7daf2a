/**
 * CellProfiler's spreadsheets: `MyExpt_Nuclei.csv` holds a row per object with ImageNumber and ObjectNumber, and
 * `MyExpt_Image.csv` beside it says which files an ImageNumber means (one per channel, FileName_*).
 */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { TouchstoneError } from '../errors.ts'
import { readTable } from './read-table.ts'
import { columnNamed, type Table } from './table.ts'

export interface CellProfilerImages {
  /** Column of the object table. */
  readonly numberColumn: number
  /** File name, with its folder where two images share it, to ImageNumber as written. */
  readonly numberOf: ReadonlyMap<string, string>
}

/**
 * Null for a table of another program. TouchstoneError 'tool-invalid' where the table of images is missing,
 * names no files, or names one file for several images; otherwise as `readTable`.
 */
export async function cellProfilerImages(objects: Table): Promise<CellProfilerImages | null> {
  const numberColumn = columnNamed(objects.columns, ['imagenumber'])
  if (numberColumn < 0 || columnNamed(objects.columns, ['objectnumber']) < 0) return null
  const { path } = objects
  const found = await imageTableBeside(path)
  if (found === null)
    throw new TouchstoneError(
      'tool-invalid',
      `${path} numbers its images, and no Image.csv of CellProfiler is beside it that says which files they are. Put it there; ExportToSpreadsheet writes it with the objects.`,
      { path },
    )
  const images = await readTable(found, () => undefined)
  const own = columnNamed(images.columns, ['imagenumber'])
  const files = images.columns.flatMap((name, place) => {
    const channel = /^(?:image_)?filename_(.+)$/i.exec(name)?.[1]
    return channel === undefined
      ? []
      : [{ place, folder: columnNamed(images.columns, pathNames(channel)) }]
  })
  if (own < 0 || files.length === 0)
    throw new TouchstoneError(
      'tool-invalid',
      `${found} needs the columns ImageNumber and FileName_ with a channel's name, and has ${images.columns.slice(0, 12).join(', ')}. Export them with the image measurements.`,
      { path: found },
    )
  const rows = images.rows.flatMap(({ cells }) =>
    files
      .map(({ place, folder }) => ({
        number: cells[own]!,
        name: cells[place]!,
        folder: folder < 0 ? '' : lastFolder(cells[folder]!),
      }))
      .filter(({ name }) => name !== ''),
  )
  return { numberColumn, numberOf: numbersByName(found, rows) }
}

/** Without CellProfiler's tables of images and of the experiment, where there is one of images. */
export async function withoutImageTables(paths: readonly string[]): Promise<readonly string[]> {
  const starts = new Set<string>()
  for (const path of paths) {
    const start = /^(.*)image\.csv$/i.exec(basename(path))?.[1]
    if (start !== undefined && (await namesFiles(path))) starts.add(start.toLowerCase())
  }
  return paths.filter((path) => {
    const [, start] = /^(.*)(?:image|experiment)\.csv$/i.exec(basename(path)) ?? []
    return start === undefined || !starts.has(start.toLowerCase())
  })
}

const pathNames = (channel: string): readonly string[] =>
  ['pathname_', 'image_pathname_'].map((start) => start + channel.toLowerCase())

async function namesFiles(path: string): Promise<boolean> {
  const { columns } = await readTable(path, () => undefined)
  return (
    columnNamed(columns, ['imagenumber']) >= 0 && columns.some((name) => /filename_/i.test(name))
  )
}

/** `MyExpt_Image.csv` for `MyExpt_Nuclei.csv`: the one with the longest common start. */
async function imageTableBeside(path: string): Promise<string | null> {
  const own = basename(path).toLowerCase()
  const names = await readdir(dirname(path))
  const fitting = names
    .filter((name) => /image\.csv$/i.test(name) && name.toLowerCase() !== own)
    .filter((name) => own.startsWith(name.slice(0, -'image.csv'.length).toLowerCase()))
    .sort((a, b) => b.length - a.length)
  return fitting[0] === undefined ? null : join(dirname(path), fitting[0])
}

interface NamedImage {
  readonly number: string
  readonly name: string
  readonly folder: string
}

function numbersByName(path: string, rows: readonly NamedImage[]): ReadonlyMap<string, string> {
  const numbers = new Map<string, Set<string>>()
  for (const { name, number } of rows)
    numbers.set(name, (numbers.get(name) ?? new Set()).add(number))
  const numberOf = new Map<string, string>()
  for (const { name, number, folder } of rows) {
    const isShared = numbers.get(name)!.size > 1
    const key = isShared && folder !== '' ? `${folder}/${name}` : name
    const before = numberOf.get(key)
    if (before !== undefined && before !== number)
      throw new TouchstoneError(
        'tool-invalid',
        `${path} names ${key} for the images ${before} and ${number}: planes of one file cannot be told apart. Export one table per file.`,
        { path, image: key },
      )
    numberOf.set(key, number)
  }
  return numberOf
}

function lastFolder(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? ''
}
