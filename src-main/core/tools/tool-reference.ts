/** How a candidate is named in an order: what its text says before any file is opened. Pure. */
import { isAbsolute } from 'node:path'
import type { ToolKind } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'

export type ToolReference =
  | { readonly form: 'baseline'; readonly name: string }
  | { readonly form: 'predictions'; readonly folder: string }
  | { readonly form: 'tool-file'; readonly path: string }
  /** Package folder, zip, description, `.onnx` or `.czann`. */
  | { readonly form: 'model'; readonly path: string }

const possible =
  'Possible are baseline:<name>, predictions:<folder>, a folder or zip with a bioimage.io description, the description itself, an .onnx or .czann, or a tool.yaml'

/** Throws `tool-invalid` listing what is possible. Paths must be absolute. */
export function parseToolReference(reference: string): ToolReference {
  const [, scheme, rest] = /^([a-z]{2,}):(.*)$/su.exec(reference) ?? []
  if (scheme === 'baseline') return { form: 'baseline', name: rest ?? '' }
  if (scheme === 'predictions') {
    const folder = rest ?? ''
    requireAbsolute(reference, folder)
    return { form: 'predictions', folder }
  }
  if (scheme !== undefined) {
    throw new TouchstoneError('tool-invalid', `${reference} names no kind of tool. ${possible}.`)
  }
  requireAbsolute(reference, reference)
  return /(^|[\\/.])tool\.ya?ml$/i.test(reference)
    ? { form: 'tool-file', path: reference }
    : { form: 'model', path: reference }
}

/** The kind by name alone; a `tool.yaml` counts as model until it is read. */
export function toolKindOf(reference: string): ToolKind {
  const { form } = parseToolReference(reference)
  return form === 'tool-file' ? 'model' : form
}

function requireAbsolute(reference: string, path: string): void {
  if (path !== '' && isAbsolute(path)) return
  throw new TouchstoneError(
    'tool-invalid',
    `${reference} does not name a tool by an absolute path. ${possible}.`,
  )
}
