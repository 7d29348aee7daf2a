/**
 * What a description or an entry of a collection says of itself for people: name, licence, authors, citations,
 * covers. Read leniently, field by field: what cannot be understood is left out, never guessed.
 */
import { z } from 'zod'

export interface Citation {
  readonly text: string
  readonly doi: string | null
  readonly url: string | null
}

export interface ResourceFacts {
  readonly name: string | null
  readonly version: string | null
  readonly description: string
  readonly licence: string | null
  readonly authors: readonly string[]
  readonly citations: readonly Citation[]
  readonly tags: readonly string[]
  /** As written: paths beside the description, or web addresses. */
  readonly covers: readonly string[]
  readonly trainedOn: string | null
}

/** What a page shows of one text; longer ones are cut and say so. */
const longestText = 20_000
const mostItems = 200

const text = z.string().transform((value) => shortened(value.trim()))
const word = z.union([text, z.number().transform(String)])
const named = z.union([text, z.looseObject({ name: text }).transform(({ name }) => name)])
const file = z.union([text, z.looseObject({ source: text }).transform(({ source }) => source)])
const citation = z
  .looseObject({
    text: text.nullish().catch(null),
    doi: text.nullish().catch(null),
    url: text.nullish().catch(null),
  })
  .transform((cite) => ({
    text: cite.text ?? '',
    doi: cite.doi ? doiOf(cite.doi) : null,
    url: cite.url && /^https?:\/\//i.test(cite.url) ? cite.url : null,
  }))

export function resourceFacts(document: unknown): ResourceFacts {
  const fields = z.record(z.string(), z.unknown()).safeParse(document).data ?? {}
  const one = <T>(schema: z.ZodType<T>, value: unknown): T | null =>
    schema.safeParse(value).data ?? null
  const list = <T>(schema: z.ZodType<T>, value: unknown): T[] =>
    (Array.isArray(value) ? value.slice(0, mostItems) : [])
      .map((item) => one(schema, item))
      .filter((item) => item !== null && item !== '') as T[]
  const { license } = fields
  return {
    name: one(text, fields['name']) || null,
    version: one(word, fields['version'] ?? fields['version_number']) || null,
    description: one(text, fields['description']) ?? '',
    licence:
      (Array.isArray(license) ? list(text, license).join(' OR ') : one(text, license)) || null,
    authors: list(named, fields['authors']),
    citations: list(citation, fields['cite']).filter((cite) => cite.text || cite.doi || cite.url),
    tags: list(text, fields['tags']),
    covers: list(file, fields['covers']),
    trainedOn: trainedOn(fields['training_data']),
  }
}

/** An id, or of a dataset's own description its name and what it says. */
function trainedOn(value: unknown): string | null {
  const fields = z
    .looseObject({ id: word.nullish(), name: text.nullish(), description: text.nullish() })
    .safeParse(value).data
  if (!fields) return text.safeParse(value).data || null
  const name = fields.name ?? fields.id ?? null
  const description = fields.description ?? ''
  if (name === null) return description || null
  return description === '' || description === name ? name : `${name}: ${description}`
}

/** `10.5281/zenodo.1` however it is written. */
function doiOf(written: string): string {
  return written.replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '')
}

function shortened(value: string): string {
  return value.length <= longestText ? value : `${value.slice(0, longestText)} …`
}
