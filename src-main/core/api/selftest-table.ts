/** The values of a self-test as rows of a table, with all digits. */
import type { SelftestValue, ShownValue } from '../../contract/selftest.ts'
import type { Cell } from '../reports/csv.ts'

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

const head = [
  ...['kind', 'case', 'value', 'verdict', 'ours', 'reference', 'recommended', 'judged by'],
  ...['absolute tolerance', 'relative tolerance', 'largest difference', 'at'],
  ...['numbers compared', 'beyond tolerance', 'optional', 'reason', 'source', 'note'],
]

export function selftestTable(values: readonly SelftestValue[]): Table {
  return {
    head,
    rows: values.map((value) => [
      ...[value.kind, value.case, value.name, value.verdict],
      ...[textOf(value.ours), value.raises ?? textOf(value.reference)],
      ...[textOf(value.recommended), value.judgedBy],
      ...[value.tolerance.abs, value.tolerance.rel],
      ...[value.difference?.largest ?? null, value.difference?.at ?? null],
      ...[value.difference?.compared ?? null, value.difference?.beyond ?? null],
      ...[value.optional ? 'yes' : 'no', value.reason, value.source, value.note],
    ]),
  }
}

function textOf(shown: ShownValue | null): Cell {
  if (shown === null) return null
  switch (shown.as) {
    case 'number':
      return shown.value
    case 'undefined':
      return `undefined: ${shown.reason}`
    case 'error':
      return `error: ${shown.message}`
    case 'text':
      return shown.text
    case 'array':
      return `${shown.count} values: ${shown.text}`
  }
}
