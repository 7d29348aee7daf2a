/** What each object of a label image is: a table of labels with their class, beside the image. */
import { existsSync } from 'node:fs'
import { TouchstoneError } from '../errors.ts'
import { readTable } from './read-table.ts'
import { columnNamed, numberAt, shortened } from './table.ts'

/** Class by label. */
export type ObjectClassNames = ReadonlyMap<number, string>

const labelNames = ['label', 'object', 'id', 'number']
const classNames = ['class', 'category', 'type', 'name']
/** Names that become parts of metric ids. */
const usableName = /^[\p{L}\p{N}][\p{L}\p{N} ._+-]{0,59}$/u
const largestLabel = 2 ** 32 - 1

/** `cells.tif` and `cells.ome.tif` have their classes in `cells.classes.csv`. */
export function classTableBeside(image: string): string {
  return `${image.replace(/(\.ome)?\.[^./\\]+$/i, '')}.classes.csv`
}

/** The path where there is such a table, else null. */
export function findClassTable(image: string): string | null {
  const path = classTableBeside(image)
  return existsSync(path) ? path : null
}

/** Errors as `readTable`, and 'dataset-invalid' for a label given twice, one that is none, or an odd name. */
export async function readObjectClasses(path: string): Promise<ObjectClassNames> {
  const table = await readTable(path, () => undefined)
  const label = columnNamed(table.columns, labelNames)
  const name = columnNamed(table.columns, classNames)
  if (label < 0 || name < 0)
    throw new TouchstoneError(
      'dataset-invalid',
      `${path} has the columns ${table.columns.map(shortened).join(', ')}; one for the label (label) and one for the class (class) are needed.`,
      { path, columns: table.columns.slice(0, 20).map(shortened) },
    )
  const classes = new Map<number, string>()
  for (const row of table.rows) {
    const value = numberAt(table, row, label)
    const given = row.cells[name] ?? ''
    const problem =
      !Number.isInteger(value) || value < 1 || value > largestLabel
        ? `the label ${value} is no whole number from 1 to ${largestLabel}`
        : classes.has(value)
          ? `the label ${value} stands there twice`
          : usableName.test(given)
            ? null
            : `"${shortened(given)}" cannot name a class (letters, digits, spaces and . _ + -)`
    if (problem !== null)
      throw new TouchstoneError('dataset-invalid', `${path}, ${row.place}: ${problem}.`, { path })
    classes.set(value, given)
  }
  return classes
}
