/** Entries of a collection in words, and which of them a search and a filter leave. Pure. */
import type { CollectionEntry } from '../../src-main/contract/shelf.ts'

export const runFilters = ['all', 'runs', 'unknown', 'not', 'installed'] as const
export type RunFilter = (typeof runFilters)[number]

export const runFilterWords: Readonly<Record<RunFilter, string>> = {
  all: 'all',
  runs: 'runs here',
  unknown: 'found on install',
  not: 'does not run here',
  installed: 'installed',
}

/** The reason stands beside it. */
export function runWords({ runsHere }: CollectionEntry): string {
  if (runsHere === null) return 'found on install'
  return runsHere ? 'runs here' : 'does not run here'
}

/** Marks beside the words, so that colour is never alone. */
export function runMark({ runsHere }: CollectionEntry): string {
  if (runsHere === null) return '○'
  return runsHere ? '●' : '✕'
}

/** Every word of the search stands somewhere in what the entry says of itself. */
export function matchingEntries(
  entries: readonly CollectionEntry[],
  search: string,
  filter: RunFilter,
): readonly CollectionEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(
    (entry) => passes(entry, filter) && words.every((word) => textOf(entry).includes(word)),
  )
}

function passes({ runsHere, installed }: CollectionEntry, filter: RunFilter): boolean {
  if (filter === 'runs') return runsHere === true
  if (filter === 'unknown') return runsHere === null
  if (filter === 'not') return runsHere === false
  return filter === 'all' || installed !== null
}

/** Texts are put together once per entry. */
const texts = new WeakMap<CollectionEntry, string>()

function textOf(entry: CollectionEntry): string {
  const known = texts.get(entry)
  if (known !== undefined) return known
  const { id, name, description, licence, authors, tags, weights } = entry
  const parts = [id, name, description, licence ?? '', ...authors, ...tags, ...(weights ?? [])]
  const text = parts.join('\n').toLowerCase()
  texts.set(entry, text)
  return text
}

/** Whether reading or fetching it goes over a network. */
export function isWeb(source: string): boolean {
  return /^https?:\/\//i.test(source.trim())
}

/** `example.org`, or null for what lies on this machine. */
export function hostOf(source: string): string | null {
  return isWeb(source) && URL.canParse(source.trim()) ? new URL(source.trim()).host : null
}

/** `A. Person, B. Person and 3 more`. */
export function authorWords(authors: readonly string[], most = 3): string {
  if (authors.length <= most) return authors.join(', ')
  return `${authors.slice(0, most).join(', ')} and ${authors.length - most} more`
}
