/** Plain tables for people: columns padded, numbers as they are. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

/** One line per field; structures as JSON. */
export function keyValueTable(record: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(record).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  const width = Math.max(...rows.map(([key]) => key?.length ?? 0))
  return rows.map(([key, value]) => `${(key ?? '').padEnd(width)}  ${value ?? ''}`).join('\n')
}
