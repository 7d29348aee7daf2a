/**
 * A bioimage.io collection from a JSON (or YAML) file, a folder or a web address, with every model judged before
 * anything large is fetched: only the list itself and descriptions are read, never weights, covers or tensors.
 */
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Collection, CollectionEntry } from '../../../contract/shelf.ts'
import { isTouchstoneError, messageOf, TouchstoneError } from '../../errors.ts'
import { readYaml } from '../descriptions/read-yaml.ts'
import type { Reach } from '../download/address-reach.ts'
import { fetchBytes } from '../download/fetch-file.ts'
import { isWebAddress } from '../download/open-address.ts'
import { besideOf, type Place } from './beside.ts'
import { collectionEntry, type DescribedModel } from './collection-entry.ts'
import { readCollectionShape, type ListedModel } from './collection-shape.ts'
import { describeModel, describePackage, formOf, largestDescription } from './describe-package.ts'
import { listPackages } from './list-packages.ts'

export interface CollectionReading {
  readonly collection: Collection
  /** How far away it lies; nothing that it names may lie nearer. */
  readonly origin: Reach
}

export interface ReadCollectionOptions {
  /** Left out: only where the collection itself is on the web. */
  readonly readWeb?: boolean | undefined
  /** Larger weights cannot be installed here. */
  readonly limitBytes: number
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((fraction: number) => void) | undefined
}

const largestCollection = 32 * 1024 * 1024
/** Names under which a folder may hold a list of its own. */
const listNames = ['collection.json', 'all_versions.json', 'index.json', 'rdf.json']
const atOnce = 8
/** Descriptions that are not there by then are not waited for. */
const webTimeoutMs = 90_000

/** Throws `file-not-found`, `format-not-supported`, `format-corrupt`, and what fetching throws. */
export async function readCollection(
  source: string,
  options: ReadCollectionOptions,
): Promise<CollectionReading> {
  if (isWebAddress(source)) {
    const { bytes, answer } = await fetchBytes(source, {
      origin: 'machine',
      limitBytes: largestCollection,
      signal: options.signal,
    })
    const place: Place = { kind: 'web', address: answer.address }
    const readWeb = options.readWeb ?? true
    return fromList(source, bytes, place, { ...options, readWeb, origin: answer.reach })
  }
  const found = await stat(source).catch(() => {
    throw new TouchstoneError('file-not-found', `There is nothing at ${source}.`)
  })
  const settings = { ...options, readWeb: options.readWeb ?? false, origin: 'machine' as const }
  if (!found.isDirectory()) return fromFile(source, source, found.size, settings)
  for (const name of listNames) {
    const list = await stat(join(source, name)).catch(() => null)
    if (!list?.isFile()) continue
    const reading = await fromFile(source, join(source, name), list.size, settings).catch(unlisted)
    if (reading !== null && reading.collection.entries.length > 0) return reading
  }
  return fromFolder(source, settings)
}

/** A file of such a name in a folder may be something else. */
function unlisted(error: unknown): null {
  if (isTouchstoneError(error) && /^format-/.test(error.code)) return null
  throw error
}

interface Settings extends ReadCollectionOptions {
  readonly readWeb: boolean
  readonly origin: Reach
}

async function fromFile(
  source: string,
  path: string,
  size: number,
  settings: Settings,
): Promise<CollectionReading> {
  if (size > largestCollection)
    throw new TouchstoneError(
      'file-too-large',
      `${path} has ${size} bytes; a collection may have ${largestCollection} at most.`,
    )
  return fromList(source, await readFile(path), { kind: 'file', path }, settings)
}

async function fromList(
  source: string,
  bytes: Buffer,
  place: Place,
  settings: Settings,
): Promise<CollectionReading> {
  const shown = place.kind === 'web' ? place.address : place.path
  const listed = readCollectionShape(parse(bytes, shown), shown)
  const describe = describeListed(place, settings)
  const entries = await judgeAll(listed.models, (model) => model.id, describe, settings)
  const { origin } = settings
  const name = listed.name ?? basename(shown.replace(/[?#].*$/, ''))
  return {
    collection: {
      source,
      name,
      entries: entries.found,
      problems: [...listed.problems, ...entries.problems],
    },
    origin,
  }
}

async function fromFolder(source: string, settings: Settings): Promise<CollectionReading> {
  const packages = await listPackages(source)
  const entries = await judgeAll(packages, ({ id }) => id, describeModel, settings)
  return {
    collection: {
      source,
      name: basename(source),
      entries: entries.found,
      problems: entries.problems,
    },
    origin: settings.origin,
  }
}

/** Several at once, in the order of the list; what cannot be understood becomes a problem. */
async function judgeAll<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  describe: (item: Item, signal: AbortSignal | undefined) => Promise<DescribedModel | null>,
  settings: Settings,
): Promise<{ found: CollectionEntry[]; problems: { entry: string; message: string }[] }> {
  const found: (CollectionEntry | null)[] = items.map(() => null)
  const problems: { entry: string; message: string }[] = []
  const timeout = AbortSignal.timeout(webTimeoutMs)
  const signal = settings.signal ? AbortSignal.any([settings.signal, timeout]) : timeout
  let next = 0
  let done = 0
  const work = async (): Promise<void> => {
    while (next < items.length) {
      settings.signal?.throwIfAborted()
      const index = next++
      const item = items[index] as Item
      try {
        const model = await describe(item, signal)
        if (model !== null) found[index] = await collectionEntry(model, { ...settings, signal })
      } catch (error) {
        if (!isTouchstoneError(error)) throw error
        problems.push({ entry: idOf(item), message: messageOf(error) })
      }
      done += 1
      settings.onProgress?.(done / items.length)
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, work))
    settings.signal?.throwIfAborted()
  } catch (error) {
    if (settings.signal?.aborted) throw new TouchstoneError('cancelled', 'It was cancelled.')
    throw error
  }
  return { found: found.filter((entry) => entry !== null), problems }
}

/** An entry of a list; its description is read where it is near enough. */
function describeListed(place: Place, { origin, readWeb }: Settings) {
  return async (model: ListedModel, signal: AbortSignal | undefined): Promise<DescribedModel> => {
    const where = whereItLies(model, place)
    const known = {
      id: model.id,
      facts: model.facts,
      sizes: null,
      problem: null,
      place: where.description,
      download:
        where.download === null
          ? null
          : {
              address: addressOf(where.download),
              sha256: where.isZip ? null : model.descriptionSha256,
            },
    }
    if (where.refusal !== null)
      return { ...known, document: null, problem: { runsHere: false, reason: where.refusal } }
    if (model.description !== null) return { ...known, document: model.description }
    if (where.download === null) {
      const reason = 'The collection names nothing to install it from.'
      return { ...known, document: null, problem: { runsHere: false, reason } }
    }
    const read = where.description ?? where.download
    if (read.kind === 'web' && (!readWeb || where.description === null))
      return { ...known, document: null }
    try {
      return await withDescription(known, read, model.descriptionSha256, origin, signal)
    } catch (error) {
      if (!isTouchstoneError(error)) throw error
      // A description that is another one would not be installed either; one that is far may come back.
      const runsHere = error.code === 'not-reachable' || error.code === 'cancelled' ? null : false
      const reason =
        error.code === 'cancelled'
          ? 'Its description did not come in time; it is read when it is installed.'
          : messageOf(error)
      return { ...known, document: null, problem: { runsHere, reason } }
    }
  }
}

async function withDescription(
  known: Omit<DescribedModel, 'document'>,
  read: Place,
  sha256: string | null,
  origin: Reach,
  signal: AbortSignal | undefined,
): Promise<DescribedModel> {
  if (read.kind === 'file') {
    const found = await describePackage({ ...(await formOf(read.path)), id: known.id })
    return { ...known, document: found.document, place: found.place, sizes: found.sizes }
  }
  const limitBytes = largestDescription
  const { bytes } = await fetchBytes(read.address, { origin, limitBytes, sha256, signal })
  return { ...known, document: readYaml(bytes, read.address) }
}

interface Lies {
  readonly description: Place | null
  readonly download: Place | null
  readonly isZip: boolean
  readonly refusal: string | null
}

function whereItLies(model: ListedModel, place: Place): Lies {
  try {
    const description =
      model.descriptionSource === null ? null : besideOf(place, model.descriptionSource)
    const zip = model.zipSource === null ? null : besideOf(place, model.zipSource)
    return { description, download: zip ?? description, isZip: zip !== null, refusal: null }
  } catch (error) {
    if (!isTouchstoneError(error)) throw error
    return { description: null, download: null, isZip: false, refusal: messageOf(error) }
  }
}

function addressOf(place: Place): string {
  return place.kind === 'web' ? place.address : place.path
}

/** JSON, or YAML in the way of collection descriptions. */
function parse(bytes: Buffer, shown: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as unknown
  } catch {
    if (/\.ya?ml([?#].*)?$/i.test(shown)) return readYaml(bytes, shown)
    throw new TouchstoneError(
      'format-corrupt',
      `${shown} is no JSON: it begins with "${bytes.subarray(0, 20).toString('utf8').replaceAll(/\s+/g, ' ').trim()}".`,
    )
  }
}
