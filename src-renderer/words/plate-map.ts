/** The wells of a plate as rows and columns, and the fields of each. Pure. */
import type { ImageDescription } from '../../src-main/contract/images.ts'

type Series = ImageDescription['series'][number]

export interface PlateWell {
  readonly row: string
  readonly column: string
  /** The image of each field, by its place in the file's list. */
  readonly fields: readonly { readonly field: number; readonly series: number }[]
}

export interface PlateMap {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly wellAt: (row: string, column: string) => PlateWell | null
}

/** Null where the file is no plate. Only rows and columns that hold a well are named. */
export function plateMap(series: readonly Series[]): PlateMap | null {
  const wells = new Map<string, PlateWell>()
  series.forEach((entry, at) => {
    if (!entry.well || entry.kind !== 'image') return
    const { row, column, field } = entry.well
    const key = `${row} ${column}`
    const fields = [...(wells.get(key)?.fields ?? []), { field, series: at }]
    wells.set(key, { row, column, fields: fields.sort((a, b) => a.field - b.field) })
  })
  if (wells.size === 0) return null
  const rows = [...new Set([...wells.values()].map(({ row }) => row))]
  const columns = [...new Set([...wells.values()].map(({ column }) => column))]
  return {
    rows: rows.sort(inOrder),
    columns: columns.sort(inOrder),
    wellAt: (row, column) => wells.get(`${row} ${column}`) ?? null,
  }
}

/** B before C, 2 before 10, Z before AA. */
function inOrder(a: string, b: string): number {
  const letters = /^[A-Z]+$/i
  if (letters.test(a) && letters.test(b) && a.length !== b.length) return a.length - b.length
  return a.localeCompare(b, 'en', { numeric: true })
}
