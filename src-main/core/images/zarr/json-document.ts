/**
 * Metadata documents of a store: JSON of bounded size, checked against a schema. Python writes bare `NaN`
 * and `Infinity` where JSON has none; they are read as the strings that Zarr uses for them.
 */
import type { z } from 'zod'
import { TouchstoneError } from '../../errors.ts'

export const largestDocumentBytes = 64 * 2 ** 20

export interface JsonDocument {
  /** Of the document in the store, for messages. */
  readonly path: string
  readonly text: string
  readonly value: unknown
}

/** TouchstoneError 'format-corrupt' for anything that is no JSON object. */
export function parseJsonDocument(path: string, bytes: Uint8Array): JsonDocument {
  const text = new TextDecoder().decode(bytes)
  const value = parse(text) ?? parse(withQuotedNumbers(text))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TouchstoneError(
      'format-corrupt',
      `${path} is no JSON object (${bytes.length} bytes, beginning with ${JSON.stringify(text.slice(0, 20))}), and Zarr metadata are one; copy or export the store again.`,
      { path },
    )
  }
  return { path, text, value }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Strings are passed over whole, so that only bare words change. */
function withQuotedNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  )
}

/** A value of a document as a message shows it; structures may be too deep to be written out. */
export function quoted(value: unknown): string {
  if (typeof value === 'object' && value !== null) return 'a structure'
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : String(value)
}

/** TouchstoneError 'format-corrupt' that names the first entry that is not as Zarr has it. */
export function readDocument<S extends z.ZodType>(
  { path, value }: { readonly path: string; readonly value: unknown },
  schema: S,
): z.infer<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? 'it' : issue.path.join('.')
  throw new TouchstoneError(
    'format-corrupt',
    `${path}: ${where} is not as Zarr defines it (${issue?.message ?? 'unknown'}); copy or export the store again.`,
    { path, entry: where },
  )
}
