/** Classes of samples from tables: ids with their true class; ids with a predicted class or probabilities. */
import { TouchstoneError } from '../errors.ts'
import { readTable } from './read-table.ts'
import { columnNamed, numberAt, shortened, type Table, type TableRow } from './table.ts'

export interface TrueClasses {
  readonly path: string
  /** By id. */
  readonly classes: ReadonlyMap<string, string>
  /** The independent unit of each id, where a column `sample` names it. */
  readonly samples: ReadonlyMap<string, string>
  readonly notes: readonly string[]
}

export interface PredictedClass {
  /** Null where the file has probabilities only. */
  readonly label: string | null
  /** In the order of `PredictedClasses.probabilityOf`. */
  readonly probabilities: readonly number[]
}

export interface PredictedClasses {
  readonly path: string
  readonly samples: ReadonlyMap<string, PredictedClass>
  /** Class of each probability column; `positive` for a single column that names none. */
  readonly probabilityOf: readonly string[] | 'positive'
  readonly notes: readonly string[]
}

const idNames = ['id', 'image', 'file', 'filename', 'sample', 'case', 'name'] as const
const truthNames = ['truth', 'label', 'class', 'target', 'ground_truth', 'y_true', 'category']
const predictionNames = ['prediction', 'predicted', 'predicted_class', 'y_pred']
const labelNames = ['label', 'class', 'category']
const soleNames = ['probability', 'prob', 'p', 'score', 'confidence', 'y_prob', 'y_score']
const probabilityPrefix = /^(?:p|prob|probability|score)[_ :-]+(.+)$/i

const noLists = (): undefined => undefined

/** Errors as `readTable`, and 'dataset-invalid' for ids that are absent, empty or occur twice. */
export async function readTrueClasses(path: string): Promise<TrueClasses> {
  return trueClassesOf(await readTable(path, noLists))
}

/** `known`: classes of the truth; a column named like one of them holds its probability. */
export async function readPredictedClasses(
  path: string,
  known: ReadonlySet<string> = new Set(),
): Promise<PredictedClasses> {
  return predictedClassesOf(await readTable(path, noLists), known)
}

export function trueClassesOf(table: Table): TrueClasses {
  const label = columnNamed(table.columns, truthNames)
  if (label < 0) throw lacks(table, 'the true class (truth, label or class)')
  const sample = columnNamed(table.columns, ['sample'])
  const ownsSample = sample >= 0 && sample !== columnNamed(table.columns, idNames)
  const classes = new Map<string, string>()
  const samples = new Map<string, string>()
  for (const [id, row] of rowsById(table)) {
    classes.set(id, classAt(table, row, label))
    const unit = ownsSample ? row.cells[sample]! : ''
    if (unit !== '') samples.set(id, unit)
  }
  return { path: table.path, classes, samples, notes: table.notes }
}

export function predictedClassesOf(
  table: Table,
  known: ReadonlySet<string> = new Set(),
): PredictedClasses {
  const { path, columns } = table
  const label = columnNamed(columns, [...predictionNames, ...labelNames])
  const named = columns.flatMap((name, column) => {
    const own = known.has(name) ? name : probabilityPrefix.exec(name)?.[1]?.trim()
    return own === undefined || column === label ? [] : [{ column, name: own }]
  })
  const sole = columnNamed(columns, soleNames)
  const probabilities = named.length > 0 ? named.map(({ column }) => column) : [sole]
  const hasProbabilities = probabilities[0]! >= 0
  if (label < 0 && !hasProbabilities)
    throw lacks(table, 'a predicted class (prediction, label) or probabilities (p_<class>)')
  const samples = new Map<string, PredictedClass>()
  for (const [id, row] of rowsById(table))
    samples.set(id, {
      label: label < 0 ? null : classAt(table, row, label),
      probabilities: hasProbabilities
        ? probabilities.map((column) => probabilityAt(table, row, column))
        : [],
    })
  const probabilityOf =
    named.length > 0 ? named.map(({ name }) => name) : hasProbabilities ? 'positive' : []
  const used = new Set([columnNamed(columns, idNames), label, ...probabilities])
  const rest = columns.filter((name, column) => name !== '' && !used.has(column))
  const notes =
    rest.length === 0 ? [] : [`${path}: not read are the columns ${rest.slice(0, 12).join(', ')}.`]
  return { path, samples, probabilityOf, notes: [...table.notes, ...notes] }
}

function rowsById(table: Table): ReadonlyMap<string, TableRow> {
  const column = columnNamed(table.columns, idNames)
  if (column < 0) throw lacks(table, 'the id of each sample (id, image or file)')
  const rows = new Map<string, TableRow>()
  for (const row of table.rows) {
    const id = row.cells[column]!
    const before = rows.get(id)
    if (id === '' || before !== undefined)
      throw invalid(
        table.path,
        id === ''
          ? `${row.place} has no id`
          : `the id ${shortened(id)} stands in ${before!.place} and in ${row.place}; every sample has one row`,
      )
    rows.set(id, row)
  }
  if (rows.size === 0) throw invalid(table.path, 'it names no sample; there is nothing to score')
  return rows
}

function classAt(table: Table, row: TableRow, column: number): string {
  const text = row.cells[column]!
  if (text === '' || /^(nan|null|none|n\/a)$/i.test(text))
    throw invalid(
      table.path,
      `${row.place} has ${text === '' ? 'nothing' : text} where ${table.columns[column]} names a class`,
    )
  // 1 and 1.0 are one class: spreadsheets and pandas write whole numbers either way
  return /^[-+]?\d+\.0+$/.test(text) ? text.replace(/\.0+$/, '') : text
}

function probabilityAt(table: Table, row: TableRow, column: number): number {
  const value = numberAt(table, row, column)
  if (value >= 0 && value <= 1) return value
  throw invalid(
    table.path,
    `${row.place} has the probability ${value} for ${table.columns[column]}; probabilities lie between 0 and 1`,
  )
}

function lacks(table: Table, what: string): TouchstoneError {
  return invalid(
    table.path,
    `its columns are ${table.columns.slice(0, 12).join(', ')}, and ${what} is not among them`,
  )
}

function invalid(path: string, what: string): TouchstoneError {
  return new TouchstoneError('dataset-invalid', `${path}: ${what}.`, { path })
}
