/** The description inside a zipped package, and how large its files are, without unpacking the zip. */
import { basename } from 'node:path'
import yauzl, { type Entry } from 'yauzl'
import { messageOf, TouchstoneError } from '../../errors.ts'
import { packageZipLimits } from '../packages/extract-zip.ts'

export interface ZipDescription {
  readonly bytes: Buffer
  /** Unpacked size by name, relative to the description. */
  readonly sizes: ReadonlyMap<string, number>
}

const largestDescription = 2 * 1024 * 1024
/** In order of preference, as for folders. */
const names = ['rdf.yaml', 'bioimageio.yaml']

/** @throws TouchstoneError format-corrupt, tool-invalid (no description), file-too-large */
export async function readZipDescription(path: string): Promise<ZipDescription> {
  try {
    const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
    try {
      return await describe(zip, path)
    } finally {
      zip.close()
    }
  } catch (error) {
    if (error instanceof TouchstoneError) throw error
    throw new TouchstoneError(
      'format-corrupt',
      `${basename(path)} cannot be read as a zip: ${messageOf(error).replace(/\.$/, '')}.`,
    )
  }
}

async function describe(zip: yauzl.ZipFile, path: string): Promise<ZipDescription> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    entries.push(entry)
    if (entries.length > packageZipLimits.entries)
      throw new TouchstoneError(
        'file-too-large',
        `${basename(path)} has more than ${packageZipLimits.entries} entries; it is refused.`,
      )
  }
  const shallow = entries
    .map((entry) => ({ entry, parts: entry.fileName.split('/') }))
    .filter(({ parts }) => parts.length <= 2 && parts[0] !== '__MACOSX')
    .toSorted((a, b) => a.parts.length - b.parts.length)
  const rank = (name: string): number =>
    names.includes(name) ? names.indexOf(name) : /\.(bioimageio|model)\.ya?ml$/.test(name) ? 2 : 9
  const found = shallow
    .filter(({ parts }) => rank(parts.at(-1) ?? '') < 9)
    .toSorted(
      (a, b) =>
        a.parts.length - b.parts.length || rank(a.parts.at(-1) ?? '') - rank(b.parts.at(-1) ?? ''),
    )[0]
  if (!found)
    throw new TouchstoneError(
      'tool-invalid',
      `${basename(path)} has neither rdf.yaml nor bioimageio.yaml.`,
    )
  if (found.entry.uncompressedSize > largestDescription)
    throw new TouchstoneError(
      'file-too-large',
      `The description in ${basename(path)} has ${found.entry.uncompressedSize} bytes; at most ${largestDescription} are read.`,
    )
  const pieces: Buffer[] = []
  for await (const piece of await zip.openReadStreamPromise(found.entry))
    pieces.push(piece as Buffer)
  const folder = found.parts.length === 2 ? `${found.parts[0] ?? ''}/` : ''
  const sizes = entries
    .filter(({ fileName }) => fileName.startsWith(folder))
    .map((entry) => [entry.fileName.slice(folder.length), entry.uncompressedSize] as const)
  return { bytes: Buffer.concat(pieces), sizes: new Map(sizes) }
}
