/**
 * The files that a description names, copied or fetched into one folder beside it: from the folder it lies in,
 * or one by one from the web, each with its stated SHA-256 checked.
 */
import { constants } from 'node:fs'
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { isTouchstoneError, messageOf, TouchstoneError } from '../../errors.ts'
import { writeError } from '../../images/write-atomically.ts'
import { requireHash, sha256OfFile } from '../../inference/weights-file.ts'
import { besideOf, type Place } from '../../models/catalogue/beside.ts'
import { readYaml } from '../../models/descriptions/read-yaml.ts'
import type { Reach } from '../../models/download/address-reach.ts'
import { fetchFile } from '../../models/download/fetch-file.ts'
import { isWebAddress } from '../../models/download/open-address.ts'
import { packageFile } from '../../models/packages/package-file.ts'
import { localiseDescription } from './localise-description.ts'
import { namedFiles, type NamedFile } from './named-files.ts'

export interface GatherOptions {
  /** All files together. */
  readonly limitBytes: number
  /** From how near files may be fetched; null: nothing is fetched. */
  readonly web: Reach | null
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((fraction: number, message: string) => void) | undefined
}

export interface Gathered {
  /** What could not be had and is not needed, one sentence each. */
  readonly notes: readonly string[]
}

/** Descriptions are found under this name in any folder. */
const descriptionName = 'rdf.yaml'

/**
 * Fills `folder`, which must be new. Throws `weights-missing`, `weights-hash-mismatch`, `not-allowed`,
 * `file-too-large`, and what fetching throws.
 */
export async function gatherPackage(
  { bytes, place }: { readonly bytes: Buffer; readonly place: Place },
  folder: string,
  options: GatherOptions,
): Promise<Gathered> {
  const shown = place.kind === 'web' ? place.address : place.path
  const files = namedFiles(readYaml(bytes, shown))
  await mkdir(folder, { recursive: true })
  const names = new Map<string, string>()
  const taken = new Set([descriptionName, 'installed.json'])
  const notes: string[] = []
  let left = options.limitBytes
  for (const [index, file] of files.entries()) {
    if (options.signal?.aborted) throw new TouchstoneError('cancelled', 'It was cancelled.')
    try {
      const name = localName(file.source, taken)
      const progress = (part: number): void => {
        options.onProgress?.((index + part) / files.length, `Getting ${name}`)
      }
      progress(0)
      const limited = { ...options, limitBytes: left }
      left -= await bring(file, place, join(folder, name), limited, progress)
      taken.add(name)
      if (isWebAddress(file.source)) names.set(file.source, name)
    } catch (error) {
      if (!isTouchstoneError(error) || mustStop(file, error.code)) throw error
      notes.push(messageOf(error))
    }
  }
  const localised = localiseDescription(bytes, names, shown)
  await writeFile(join(folder, descriptionName), localised).catch((error: unknown) => {
    throw writeError(join(folder, descriptionName), error)
  })
  return { notes }
}

/** A wrong hash, a full disk or a way out of the folder stops everything; what is only absent need not. */
function mustStop({ need, source }: NamedFile, code: string): boolean {
  if (need === 'weights') return true
  const isAbsent = code === 'weights-missing' || code === 'not-reachable'
  // On the web, a test tensor that does not come now may come later: not installed by halves.
  if (need === 'test') return !isAbsent || (code === 'not-reachable' && isWebAddress(source))
  return !isAbsent && code !== 'file-too-large' && code !== 'not-allowed' && code !== 'bad-request'
}

/** Returns the bytes it took. */
async function bring(
  file: NamedFile,
  place: Place,
  target: string,
  options: GatherOptions,
  onPart: (part: number) => void,
): Promise<number> {
  const from = besideOf(place, file.source)
  if (from.kind === 'web') {
    if (options.web === null) {
      throw new TouchstoneError(
        'weights-missing',
        `The description names ${file.source}, which is on the web; nothing is fetched on its own. Install it from a collection, or put the file beside the description and name it there.`,
      )
    }
    await mkdir(dirname(target), { recursive: true })
    const { bytes } = await fetchFile(from.address, target, {
      origin: options.web,
      limitBytes: options.limitBytes,
      sha256: file.sha256,
      signal: options.signal,
      onBytes: (done, size) => {
        onPart(size === null || size === 0 ? 0 : done / size)
      },
    })
    return bytes
  }
  const source = await packageFile(dirname(placePath(place)), file)
  const { size } = await stat(source)
  if (size > options.limitBytes) {
    throw new TouchstoneError(
      'file-too-large',
      `${source} has ${size} bytes, and ${options.limitBytes} are left for this model.`,
    )
  }
  await mkdir(dirname(target), { recursive: true })
  await copyFile(source, target, constants.COPYFILE_FICLONE).catch((error: unknown) => {
    throw writeError(target, error)
  })
  if (file.sha256 !== null) requireHash(target, file.sha256, await sha256OfFile(target))
  return size
}

/** What is beside a file on disk is on disk. */
function placePath(place: Place): string {
  if (place.kind === 'file') return place.path
  throw new TouchstoneError('not-allowed', `${place.address} names a file of this machine.`)
}

/** Paths stay as they are; of an address its last part, made unique. Throws `not-allowed` for ways out. */
function localName(source: string, taken: ReadonlySet<string>): string {
  if (!isWebAddress(source)) {
    const path = posix.normalize(source.replaceAll('\\', '/'))
    if (path === '..' || path.startsWith('../') || posix.isAbsolute(path) || taken.has(path)) {
      throw new TouchstoneError('not-allowed', `The description names ${source}, which is refused.`)
    }
    return path
  }
  const parts = new URL(source).pathname.split('/').filter((part) => part !== '')
  const last = parts.at(-1) === 'content' && parts.at(-3) === 'files' ? parts.at(-2) : parts.at(-1)
  const plain = decoded(last ?? 'file')
    .replaceAll(/[^\w.-]+/g, '_')
    .replace(/^\.+/, '')
    .slice(-100)
  const name = plain === '' ? 'file' : plain
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${number}-${name}`
    if (!taken.has(candidate)) return candidate
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
