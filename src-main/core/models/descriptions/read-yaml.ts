/** YAML from outside: limited in size and in aliases, so that a small file cannot fill the memory. */
import { parseDocument } from 'yaml'
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
  const document = parseDocument(text, { version: '1.2', uniqueKeys: true })
  const [problem] = document.errors
  if (problem) throw notYaml(fileName, problem.message)
  try {
    return document.toJS({ maxAliasCount: mostAliases }) as unknown
  } catch (error) {
    throw notYaml(fileName, error instanceof Error ? error.message : String(error))
  }
}

function decodeText(bytes: Uint8Array, fileName: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notYaml(fileName, 'it is not UTF-8 text')
  }
}

function notYaml(fileName: string, reason: string): TouchstoneError {
  const [firstLine] = reason.split('\n')
  return new TouchstoneError('model-invalid', `${fileName} is not valid YAML: ${firstLine}`)
}
