/** Reads a YAML file that a person wrote and holds it against its schema, naming field and value. */
import { readFile, stat } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import type { z } from 'zod'
import type { ErrorCode } from '../../contract/error-codes.ts'
import { TouchstoneError } from '../errors.ts'

/** No person writes more; a YAML bomb does. */
const largestBytes = 16 * 2 ** 20
const mostAliases = 100

/** Throws `file-not-found`, or `code` with the first things that are wrong. */
export async function readStatedFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  code: ErrorCode,
): Promise<z.output<Schema>> {
  const stated = await readYaml(path, code)
  const parsed = schema.safeParse(stated)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.slice(0, 3).map((issue) => issueText(issue, stated))
  throw new TouchstoneError(code, `${path}: ${problems.join('; ')}.`)
}

async function readYaml(path: string, code: ErrorCode): Promise<unknown> {
  const size = await stat(path).then(
    (found) => found.size,
    () => {
      throw new TouchstoneError('file-not-found', `${path} does not exist.`)
    },
  )
  if (size > largestBytes) {
    throw new TouchstoneError(code, `${path} has ${size} bytes; at most ${largestBytes} are read.`)
  }
  const document = parseDocument(await readFile(path, 'utf8'))
  const [problem] = document.errors
  if (problem) {
    throw new TouchstoneError(code, `${path} is not YAML: ${firstLine(problem.message)}.`)
  }
  try {
    return document.toJS({ maxAliasCount: mostAliases }) as unknown
  } catch (error) {
    const reason = error instanceof Error ? firstLine(error.message) : String(error)
    throw new TouchstoneError(code, `${path} cannot be read as YAML: ${reason}.`)
  }
}

function issueText(issue: z.core.$ZodIssue, stated: unknown): string {
  const field = issue.path.map(String).join('.')
  const value = issue.path.reduce<unknown>(
    (at, key) => (at !== null && typeof at === 'object' ? at[key as keyof typeof at] : undefined),
    stated,
  )
  const shown = value === undefined ? 'is missing' : `is ${JSON.stringify(value).slice(0, 80)}`
  const quoted =
    issue.code === 'invalid_type' && issue.expected === 'string' && typeof value === 'number'
      ? ' (write it in quotes)'
      : ''
  const what = issue.message.replace(/^Invalid input: /, '')
  if (issue.code === 'unrecognized_keys') {
    return `${field === '' ? 'the file' : field} has unknown ${what.replace(/^Unrecognized /, '')}`
  }
  return `${field === '' ? 'the file' : field} ${shown}: ${what}${quoted}`
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? text).replace(/[:.]$/, '')
}
