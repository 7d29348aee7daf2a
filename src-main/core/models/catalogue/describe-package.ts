/** A package on disk as far as a collection shows it: its description and the sizes beside it, nothing unpacked. */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import { readYaml } from '../descriptions/read-yaml.ts'
import { locateDescription } from '../packages/locate-description.ts'
import type { Place } from './beside.ts'
import type { DescribedModel } from './collection-entry.ts'
import type { FoundPackage } from './list-packages.ts'
import { resourceFacts } from './resource-facts.ts'
import { readZipDescription } from './zip-description.ts'

/** Larger YAML is no description. */
export const largestDescription = 2 * 1024 * 1024

/** Which form the package at a path has; throws `file-not-found`. */
export async function formOf(path: string): Promise<Omit<FoundPackage, 'id'>> {
  const found = await stat(path).catch(() => {
    throw new TouchstoneError('file-not-found', `The collection names ${path}, which is not there.`)
  })
  if (found.isDirectory()) return { kind: 'folder', path }
  return { kind: /\.zip$/i.test(path) ? 'zip' : 'description', path }
}

/** A folder also holds other YAML: what does not say that it is a model is passed over. */
export async function describeModel(found: FoundPackage): Promise<DescribedModel | null> {
  const described = await describePackage(found)
  const fields = described.document as Readonly<Record<string, unknown>> | null
  if (typeof fields !== 'object' || fields === null) return null
  const isModel =
    fields['type'] === 'model' || (fields['type'] === undefined && 'weights' in fields)
  return isModel ? described : null
}

/** Throws `file-too-large`, `tool-invalid`, `model-invalid`, `format-corrupt`. */
export async function describePackage({ id, kind, path }: FoundPackage): Promise<DescribedModel> {
  const download = { address: path, sha256: null }
  if (kind === 'zip') {
    const { bytes, sizes } = await readZipDescription(path)
    const document = readYaml(bytes, basename(path))
    return {
      id,
      facts: resourceFacts(document),
      document,
      place: null,
      sizes,
      download,
      problem: null,
    }
  }
  // Neither a folder nor a description is unpacked anywhere.
  const location = kind === 'folder' ? await locateDescription(path, path) : { path }
  const { size } = await stat(location.path)
  if (size > largestDescription)
    throw new TouchstoneError(
      'file-too-large',
      `${location.path} has ${size} bytes: no description.`,
    )
  const document = readYaml(await readFile(location.path), basename(location.path))
  const place: Place = { kind: 'file', path: location.path }
  return {
    id,
    facts: resourceFacts(document),
    document,
    place,
    sizes: null,
    download,
    problem: null,
  }
}
