/** YAML from outside: limited in size and in aliases, so that a small file cannot fill the memory. */
import { isScalar, parseDocument, visit, type Document } from 'yaml'
import { TouchstoneError } from '../../errors.ts'

/** Real descriptions have 2 to 60 kB. */
const largestBytes = 2 * 1024 * 1024
const mostAliases = 100

export function readYaml(bytes: Uint8Array, fileName: string): unknown {
  if (bytes.length > largestBytes) {
    throw new TouchstoneError(
      'file-too-large',
      `${fileName} has ${bytes.length} bytes; a description may have ${largestBytes} at most.`,
    )
  }
  const text = decodeText(bytes, fileName)
  // the library compares every key of a map with every other; ten thousands of them would take minutes
  const document = parseDocument(text, { version: '1.2', uniqueKeys: false })
  const [problem] = document.errors
  if (problem) throw notYaml(fileName, problem.message)
  const twice = repeatedKey(document)
  if (twice !== null) throw notYaml(fileName, `the key ${twice} occurs twice in one place`)
  try {
    return document.toJS({ maxAliasCount: mostAliases }) as unknown
  } catch (error) {
    throw notYaml(fileName, error instanceof Error ? error.message : String(error))
  }
}

function repeatedKey(document: Document): string | null {
  let found: string | null = null
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        // `<<` merges another map, and may stand more than once
        if (!isScalar(key) || key.value === '<<') continue
        if (seen.has(key.value)) {
          found = String(key.value)
          return visit.BREAK
        }
        seen.add(key.value)
      }
      return undefined
    },
  })
  return found
}

function decodeText(bytes: Uint8Array, fileName: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notYaml(fileName, 'it is not UTF-8 text')
  }
}

function notYaml(fileName: string, reason: string): TouchstoneError {
  const [firstLine] = /call stack/i.test(reason)
    ? ['its lists and maps are nested too deeply']
    : reason.split('\n')
  return new TouchstoneError('model-invalid', `${fileName} is not valid YAML: ${firstLine}`)
}
