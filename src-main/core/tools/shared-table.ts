/** One table of predictions for all images: which of its rows belong to one of them. */
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { sortOfFile } from '../datasets/file-stem.ts'
import { type FindName, indexByImageName } from '../datasets/match-image-names.ts'
import { TouchstoneError } from '../errors.ts'
import { cellProfilerImages } from '../tables/cellprofiler-images.ts'
import { readTable } from '../tables/read-table.ts'
import { columnNamed, type Table, type TableRow } from '../tables/table.ts'

interface SharedTable {
  readonly table: Table
  /** Column that names the image. */
  readonly imageColumn: number
  readonly rowsOf: ReadonlyMap<string, readonly TableRow[]>
  readonly find: FindName
}

export interface ImageRows {
  /** As the table names the image; null where it names it nowhere. */
  readonly name: string | null
  /** With the rows of this image only. */
  readonly table: Table
  readonly imageColumn: number
}

const imageNames = ['image', 'file', 'filename', 'image_name', 'image_file', 'case']

/** The last one read: the cases of a run ask for the same, one after another. */
let last: { readonly key: string; readonly shared: SharedTable } | null = null

/**
 * `alsoNames`: further columns that may name the image. Errors as `readTable`; 'tool-invalid' without such a
 * column and where several names fit; 'prediction-missing' where the table names none of the image's neighbours.
 */
export async function rowsOfImage(
  path: string,
  {
    caseId,
    image,
    alsoNames = [],
  }: { caseId: string; image: string; alsoNames?: readonly string[] },
): Promise<ImageRows> {
  const { table, imageColumn, rowsOf, find } = await openShared(path, [...imageNames, ...alsoNames])
  const found = rowsOf.has(caseId) ? [caseId] : find(image)
  if (found.length > 1)
    throw new TouchstoneError(
      'tool-invalid',
      `Case ${caseId}: several names in ${path} fit ${basename(image)}: ${found.slice(0, 4).join(' and ')}. Name each image once.`,
    )
  const [name] = found
  if (name === undefined && !(await namesANeighbour(find, image)))
    throw noneKnown(path, rowsOf, image)
  const rows = name === undefined ? [] : (rowsOf.get(name) ?? [])
  return { name: name ?? null, table: { ...table, rows }, imageColumn }
}

async function openShared(path: string, names: readonly string[]): Promise<SharedTable> {
  const { mtimeMs, size } = await stat(path)
  const key = JSON.stringify([path, mtimeMs, size, names])
  if (last?.key === key) return last.shared
  const table = await readTable(path, () => undefined)
  const imageColumn = columnNamed(table.columns, names)
  const numbered = imageColumn < 0 ? await cellProfilerImages(table) : null
  if (imageColumn < 0 && numbered === null)
    throw new TouchstoneError(
      'tool-invalid',
      `${path} has the columns ${table.columns.slice(0, 12).join(', ')}, and none names the image (image or file). Give one table per image, named like it, or one with that column.`,
    )
  const column = numbered?.numberColumn ?? imageColumn
  const stated = rowsByCell(table.rows, column)
  const rowsOf =
    numbered === null
      ? stated
      : new Map([...numbered.numberOf].map(([name, number]) => [name, stated.get(number) ?? []]))
  const find = indexByImageName([...rowsOf.keys()])
  const shared = { table, imageColumn: column, rowsOf, find }
  last = { key, shared }
  return shared
}

function rowsByCell(
  rows: readonly TableRow[],
  column: number,
): ReadonlyMap<string, readonly TableRow[]> {
  const rowsOf = new Map<string, TableRow[]>()
  for (const row of rows) {
    const name = row.cells[column]!
    const own = rowsOf.get(name)
    if (own) own.push(row)
    else rowsOf.set(name, [row])
  }
  return rowsOf
}

/** A table that names other images of the folder says that there is nothing in this one; else it is another's. */
async function namesANeighbour(find: FindName, image: string): Promise<boolean> {
  const folder = dirname(image)
  const names = await readdir(folder).catch((): string[] => [])
  return names.some((name) => sortOfFile(name) === 'image' && find(`${folder}/${name}`).length > 0)
}

function noneKnown(
  path: string,
  rowsOf: ReadonlyMap<string, unknown>,
  image: string,
): TouchstoneError {
  const names = [...rowsOf.keys()].slice(0, 3)
  return new TouchstoneError(
    'prediction-missing',
    `${path} names ${names.length === 0 ? 'no image' : `${names.join(', ')}${rowsOf.size > 3 ? ' and others' : ''}`}, but neither ${basename(image)} nor any image beside it.`,
    { path, image },
  )
}
