/**
 * The shapes in which bioimage.io has listed its models: `collection` (collection.json and rdf.json until 2024,
 * and the S3 bucket after), `entries` (all_versions.json), `items` (index.json since 2025), and the bare list
 * of artifacts that its Hypha server answers. Only models are taken; each names where its description lies.
 */
import { z } from 'zod'
import { TouchstoneError } from '../../errors.ts'
import { resourceFacts, type ResourceFacts } from './resource-facts.ts'

export interface ListedModel {
  /** Unique within the collection. */
  readonly id: string
  readonly facts: ResourceFacts
  /** As written: an address, or a path beside the collection; null where none is named. */
  readonly descriptionSource: string | null
  /** Of the description's bytes, hexadecimal. */
  readonly descriptionSha256: string | null
  /** A zip of the whole package, where the collection names one. */
  readonly zipSource: string | null
  /** The description itself, where the collection holds it. */
  readonly description: unknown
}

export interface ListedCollection {
  readonly name: string | null
  readonly models: readonly ListedModel[]
  readonly problems: readonly { readonly entry: string; readonly message: string }[]
}

/** bioimage.io has some 300; a thousand times that is no collection of models. */
const mostEntries = 20_000

const word = z.union([z.string().min(1), z.number().transform(String)])
const hash = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/)
  .transform((value) => value.toLowerCase())
const versionSchema = z.looseObject({
  version: word.nullish().catch(null),
  version_number: word.nullish().catch(null),
  source: z.string().min(1).nullish().catch(null),
  rdf_source: z.string().min(1).nullish().catch(null),
  sha256: hash.nullish().catch(null),
  created: word.nullish().catch(null),
  created_at: word.nullish().catch(null),
})
type Version = z.infer<typeof versionSchema>

const entrySchema = z.looseObject({
  id: word.nullish().catch(null),
  concept: word.nullish().catch(null),
  nickname: z.string().nullish().catch(null),
  type: z.string().nullish().catch(null),
  rdf_source: z.string().min(1).nullish().catch(null),
  rdf_sha256: hash.nullish().catch(null),
  source: z.string().min(1).nullish().catch(null),
  download_url: z.string().min(1).nullish().catch(null),
  version_number: word.nullish().catch(null),
  manifest: z.record(z.string(), z.unknown()).nullish().catch(null),
  versions: z
    .array(z.union([word, versionSchema]))
    .nullish()
    .catch(null),
})
type Entry = z.infer<typeof entrySchema>

/** @throws TouchstoneError format-not-supported, file-too-large */
export function readCollectionShape(document: unknown, source: string): ListedCollection {
  const list = listOf(document)
  if (list === null) {
    throw new TouchstoneError(
      'format-not-supported',
      `${source} is no collection of bioimage.io: it is neither a list nor has it a list named collection, entries or items.`,
    )
  }
  if (list.length > mostEntries) {
    throw new TouchstoneError(
      'file-too-large',
      `${source} lists ${list.length} entries; at most ${mostEntries} are read.`,
    )
  }
  const models: ListedModel[] = []
  const problems: { entry: string; message: string }[] = []
  const taken = new Set<string>()
  for (const [index, item] of list.entries()) {
    const parsed = entrySchema.safeParse(item)
    if (!parsed.success) {
      problems.push({ entry: `entry ${index + 1}`, message: 'is no object with fields.' })
      continue
    }
    const model = modelOf(parsed.data, source)
    if (model === null) continue
    const id = taken.has(model.id) ? `${model.id}/${model.facts.version ?? index + 1}` : model.id
    if (id === '' || taken.has(id)) {
      const message = id === '' ? 'has neither id nor name.' : `is listed twice as ${id}.`
      problems.push({ entry: id || `entry ${index + 1}`, message })
      continue
    }
    taken.add(id)
    models.push({ ...model, id })
  }
  return { name: resourceFacts(document).name, models, problems }
}

function listOf(document: unknown): readonly unknown[] | null {
  if (Array.isArray(document)) return document as readonly unknown[]
  const fields = z.record(z.string(), z.unknown()).safeParse(document).data ?? {}
  const found = [fields['collection'], fields['entries'], fields['items']].find(Array.isArray)
  return found ?? null
}

/** Null for what is no model: datasets, applications, notebooks. */
function modelOf(entry: Entry, source: string): ListedModel | null {
  const document = entry.manifest ?? entry
  const type = entry.manifest?.['type'] ?? entry.type
  if (type !== 'model') return null
  const version = newestOf(entry)
  const facts = resourceFacts(document)
  const name = facts.name ?? entry.nickname ?? entry.concept ?? entry.id ?? null
  const named = entry.rdf_source ?? version?.source ?? version?.rdf_source ?? null
  const isDescription = typeof entry.source === 'string' && /\.ya?ml([?#].*)?$/i.test(entry.source)
  return {
    id: entry.id ?? entry.concept ?? entry.nickname ?? facts.name ?? '',
    facts: {
      ...facts,
      name,
      version: facts.version ?? version?.version ?? version?.version_number ?? wordOf(entry),
    },
    descriptionSource:
      named ?? (isDescription ? entry.source : null) ?? artifactAddress(entry, version, source),
    descriptionSha256: entry.rdf_sha256 ?? version?.sha256 ?? null,
    zipSource: [entry.download_url, entry.source].find((one) => isZip(one ?? '')) ?? null,
    description: 'inputs' in document && 'weights' in document ? document : null,
  }
}

/** The youngest that states when it was made, else the first; plain names carry no address. */
function newestOf(entry: Entry): Version | null {
  const versions = (entry.versions ?? []).filter((one) => typeof one === 'object')
  const madeAt = (one: Version): string => one.created ?? one.created_at ?? ''
  return versions.reduce<Version | null>(
    (newest, one) => (newest === null || madeAt(one) > madeAt(newest) ? one : newest),
    null,
  )
}

function wordOf(entry: Entry): string | null {
  const plain = (entry.versions ?? []).find((one) => typeof one === 'string')
  return entry.version_number ?? plain ?? null
}

/** Hypha lists artifacts without addresses: their files lie beside the list that named them. */
function artifactAddress(entry: Entry, version: Version | null, source: string): string | null {
  const base = /^(https?:\/\/[^/]+\/[^/]+\/artifacts)\//.exec(source)?.[1]
  const alias = entry.id?.split('/').at(-1)
  if (base === undefined || alias === undefined || !entry.manifest) return null
  const query =
    typeof version?.version !== 'string' ? '' : `?version=${encodeURIComponent(version.version)}`
  return `${base}/${encodeURIComponent(alias)}/files/rdf.yaml${query}`
}

function isZip(source: string): boolean {
  return /\.zip([?#].*)?$/i.test(source)
}
