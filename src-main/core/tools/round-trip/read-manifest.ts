/** The manifest that came back with the results of a tool elsewhere. */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  inputManifestSchema,
  manifestName,
  type InputManifest,
} from '../../../contract/input-manifest.ts'
import { digestOf } from '../../canonical-json.ts'
import { TouchstoneError } from '../../errors.ts'

export interface FoundManifest {
  readonly path: string
  readonly manifest: InputManifest
}

/**
 * In the folder of the results or in the one around it; null where there is none. Throws `tool-invalid` for
 * one that was changed by hand.
 */
export async function findManifest(folder: string): Promise<FoundManifest | null> {
  for (const place of [folder, dirname(folder)]) {
    const path = join(place, manifestName)
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text !== null) return { path, manifest: parse(path, text) }
  }
  return null
}

function parse(path: string, text: string): InputManifest {
  const refused = (why: string): TouchstoneError =>
    new TouchstoneError(
      'tool-invalid',
      `${path} ${why}. Take the manifest that was written with the inputs, unchanged.`,
      { path },
    )
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw refused('is not JSON')
  }
  const parsed = inputManifestSchema.safeParse(document)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refused(`is no manifest (${issue!.path.join('.') || 'the document'}: ${issue!.message})`)
  }
  const { digest, ...content } = parsed.data
  const found = digestOf(content)
  if (found !== digest)
    throw refused(
      `was changed since it was written: its content has the digest ${found}, and it states ${digest}`,
    )
  return parsed.data
}

/** What a case went out as. Throws `prediction-missing` where it did not, or was another image then. */
export function sentAs(
  { path, manifest }: FoundManifest,
  caseId: string,
  imageSha256: string,
): InputManifest['cases'][number] {
  const entry = manifest.cases.find((one) => one.imageSha256 === imageSha256)
  if (entry) return entry
  const named = manifest.cases.find((one) => one.case === caseId)
  throw new TouchstoneError(
    'prediction-missing',
    named
      ? `Case ${caseId}: its image has changed since the inputs were written (${path} states ${named.imageSha256}, and it is ${imageSha256}).`
      : `Case ${caseId} was not among the inputs of ${path}, which are ${manifest.cases.length} cases of ${manifest.dataset.name}.`,
    { case: caseId, path },
  )
}
