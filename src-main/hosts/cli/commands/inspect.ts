import { resolve } from 'node:path'
import { TouchstoneError } from '../../../core/errors.ts'
import { formatImageReference, parseImageReference } from '../../../core/images/image-reference.ts'
import { withEngine } from '../with-engine.ts'
import type { Command, CommandInput } from '../command.ts'
import { positional, text, wholeNumber } from '../options.ts'
import { keyValueTable } from '../table.ts'

export const inspectCommand: Command = {
  usage: 'inspect <image> [--series N] [--axes LETTERS] [--checksum]',
  summary: 'What an image file holds: axes, shape, type, pixel size, channels, levels, series.',
  options: {
    checksum: { type: 'boolean' },
    series: { type: 'string' },
    axes: { type: 'string' },
  },
  words: 1,
  run: (input) =>
    withEngine(input, async (engine) => {
      const path = referenceOf(input)
      const checksum = input.values['checksum'] === true
      const json = await engine.request('inspect-image', { path, checksum })
      return { json, text: textOf(json), status: 0 }
    }),
}

/** `a.tif --series 1` and `a.tif#series=1` are the same; the options win. */
function referenceOf(input: CommandInput): string {
  const named = parseImageReference(resolve(positional(input, 0, 'an image file')))
  const axes = text(input, 'axes')
  if (axes !== undefined && !/^[tczyxsq]{1,8}$/.test(axes)) {
    throw new TouchstoneError(
      'bad-usage',
      `--axes ${axes} has other letters than t, c, z, y, x, s and q, or none, or more than 8.`,
    )
  }
  const series = text(input, 'series') === undefined ? undefined : wholeNumber(input, 'series', 0)
  return formatImageReference({
    ...named,
    ...(series === undefined ? {} : { series }),
    ...(axes === undefined ? {} : { axes }),
  })
}

const longestList = 40

/** Fields in a table; below it the images of the file, its facts and warnings, one per line. */
function textOf(json: Readonly<Record<string, unknown>>): string {
  const { series, facts, warnings, ...fields } = json
  return [
    keyValueTable(fields),
    ...listed('series', series, (entry, index) => {
      const { name, kind, well } = entry as {
        name: string
        kind: string
        well?: { row: string; column: string; field: number }
      }
      const place = well && `, well ${well.row}${well.column} field ${well.field}`
      return `${index}  ${name}${kind === 'image' ? '' : ` (${kind})`}${place ?? ''}`
    }),
    ...listed('facts', facts, (entry) => {
      const { name, value } = entry as { name: string; value: string }
      return `${name}: ${value.replaceAll(/\s+/g, ' ')}`
    }),
    ...listed('warnings', warnings, String),
  ].join('\n')
}

function listed(
  title: string,
  list: unknown,
  line: (entry: unknown, index: number) => string,
): string[] {
  if (!Array.isArray(list) || list.length === 0) return []
  const more = list.length - longestList
  return [
    '',
    title,
    ...list.slice(0, longestList).map((entry, index) => `  ${line(entry, index)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}
