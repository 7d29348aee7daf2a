/** The files of a numbered series, in order, and which numbers are missing among them. */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import { parseSequencePattern, type SequencePattern } from './sequence-pattern.ts'

export interface SequenceMembers {
  /** One letter per star of the pattern. */
  readonly axes: string
  /** Different numbers per star. */
  readonly shape: readonly number[]
  /** Paths in C order of `shape`; undefined where no file stands for these numbers. */
  readonly paths: readonly (string | undefined)[]
  readonly warnings: readonly string[]
}

const namesShown = 8
const mostMembers = 1_000_000

/** Whether the path's last part is a pattern; the folder need not be there. */
export function isSequencePath(path: string): boolean {
  return parseSequencePattern(basename(path)) !== undefined
}

/** TouchstoneError 'file-not-found', or 'bad-request' where two files have the same numbers. */
export async function findMembers(path: string): Promise<SequenceMembers> {
  const folder = dirname(path)
  const pattern = parseSequencePattern(basename(path))
  const found = pattern === undefined ? [] : await membersIn(folder, pattern)
  if (pattern === undefined || found.length === 0) {
    throw new TouchstoneError(
      'file-not-found',
      `${path} does not exist, and no file of ${folder} has numbers where it has stars.`,
      { path },
    )
  }
  const values = [...pattern.axes].map((_, star) =>
    [...new Set(found.map(({ numbers }) => numbers[star]!))].toSorted((a, b) => a - b),
  )
  const shape = values.map(({ length }) => length)
  const size = shape.reduce((all, length) => all * length, 1)
  if (size > mostMembers) {
    throw new TouchstoneError(
      'bad-request',
      `${path} stands for ${shape.join(' x ')} images, and at most ${mostMembers} are read as one; use fewer stars.`,
      { path, shape },
    )
  }
  const paths = Array.from<string | undefined>({ length: size })
  const places = values.map((list) => new Map(list.map((value, index) => [value, index])))
  for (const { name, numbers } of found) {
    const at = numbers.reduce((sum, n, star) => sum * shape[star]! + places[star]!.get(n)!, 0)
    if (paths[at] !== undefined) {
      throw new TouchstoneError(
        'bad-request',
        `${path}: ${basename(paths[at])} and ${name} have the same number ${numbers.join(', ')}; rename one of them.`,
        { path, files: [paths[at], join(folder, name)] },
      )
    }
    paths[at] = join(folder, name)
  }
  return { axes: pattern.axes, shape, paths, warnings: warningsOf(pattern.axes, values, paths) }
}

interface Member {
  readonly name: string
  readonly numbers: readonly number[]
}

async function membersIn(folder: string, pattern: SequencePattern): Promise<Member[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return names.flatMap((name) => {
    const numbers = pattern.numbersOf(name)
    return numbers === undefined ? [] : [{ name, numbers }]
  })
}

function warningsOf(
  axes: string,
  values: readonly (readonly number[])[],
  paths: readonly (string | undefined)[],
): string[] {
  const gaps = values.flatMap((list, star) => {
    const { count, missing } = missingNumbers(list)
    if (count === 0) return []
    const axis = values.length === 1 ? '' : ` of ${axes[star]}`
    return [
      `${counted(count, 'number')}${axis} between ${list[0]} and ${list.at(-1)} ${count === 1 ? 'has' : 'have'} no image (${missing.join(', ')}${count > missing.length ? ' and more' : ''}); the images on both sides stand next to each other.`,
    ]
  })
  const absent = paths.filter((path) => path === undefined).length
  return absent === 0
    ? gaps
    : [
        ...gaps,
        `${counted(absent, 'image')} of ${paths.length} ${absent === 1 ? 'is' : 'are'} missing among the combinations of numbers; their pixels are 0.`,
      ]
}

/** Numbers in even steps (0, 5, 10) lack nothing. */
function missingNumbers(list: readonly number[]): { count: number; missing: number[] } {
  const steps = list.slice(1).map((value, i) => value - list[i]!)
  const step = Math.min(...steps)
  const missing: number[] = []
  let count = 0
  steps.forEach((width, i) => {
    const absent = Math.ceil(width / step) - 1
    count += absent
    for (let n = 1; n <= absent && missing.length < namesShown; n++)
      missing.push(list[i]! + n * step)
  })
  return { count, missing }
}
