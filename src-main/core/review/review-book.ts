/**
 * The sessions of a record as they stand now: read once, then only what was added since. What follows the lock of
 * a session counts for nothing, whoever wrote it.
 */
import { TouchstoneError } from '../errors.ts'
import type { EventOf, EventType } from '../history/events.ts'
import type { Queries } from '../history/queries.ts'
import { tokenRoles, tokensOf, type TokenRole } from './tokens.ts'

export interface ReviewState {
  readonly seq: number
  readonly at: string
  readonly opened: EventOf<'review-opened'>['payload']
  /** answers[rater][place]: the latest; absent where there is none. */
  readonly answers: readonly ReadonlyMap<number, EventOf<'review-answered'>['payload']>[]
  readonly locked: { readonly at: string; readonly seq: number; readonly person: string } | null
}

/** What a token stands for. */
export interface TokenMeaning {
  readonly rater: number
  readonly place: number
  readonly role: TokenRole
}

export interface ReviewBook {
  /** Throws `not-found`. */
  session(id: string): ReviewState
  /** In the order in which they were opened. */
  ofComparison(comparison: string): readonly ReviewState[]
  /** Throws `not-found` where the token is none of the session's. */
  meaningOf(id: string, token: string): TokenMeaning
  isOpen(id: string): boolean
}

interface Entry extends ReviewState {
  readonly answers: Map<number, EventOf<'review-answered'>['payload']>[]
  locked: ReviewState['locked']
  tokens: ReadonlyMap<string, TokenMeaning> | null
}

const page = 1000

const books = new WeakMap<object, ReviewBook>()

/** One per record, so that it is read once however many ask. */
export function reviewBookOf(history: Pick<Queries, 'events' | 'head'>): ReviewBook {
  const book = books.get(history) ?? createReviewBook(history)
  books.set(history, book)
  return book
}

export function createReviewBook(history: Pick<Queries, 'events' | 'head'>): ReviewBook {
  const entries = new Map<string, Entry>()
  let read = 0

  function added<T extends EventType>(type: T): EventOf<T>[] {
    const found: EventOf<T>[] = []
    for (let after = read; ;) {
      const events = history.events({ type, after, limit: page })
      found.push(...(events as unknown as EventOf<T>[]))
      if (events.length < page) return found
      after = events.at(-1)!.seq
    }
  }

  function refresh(): void {
    const { seq } = history.head()
    if (seq === read) return
    const opened = added('review-opened')
    const rest = [...added('review-answered'), ...added('review-locked')]
    read = Math.max(seq, ...[...opened, ...rest].map((event) => event.seq))
    for (const event of opened) {
      const { session, raters } = event.payload
      if (entries.has(session)) continue
      const answers = raters.map(() => new Map<number, EventOf<'review-answered'>['payload']>())
      const { seq: place, at, payload } = event
      entries.set(session, { seq: place, at, opened: payload, answers, locked: null, tokens: null })
    }
    for (const event of rest.sort((a, b) => a.seq - b.seq)) {
      const entry = entries.get(event.payload.session)
      if (!entry || entry.locked !== null) continue
      if (event.type === 'review-locked')
        entry.locked = { at: event.at, seq: event.seq, person: event.payload.person }
      else
        entry.answers[entry.opened.raters.indexOf(event.payload.rater)]?.set(
          event.payload.place,
          event.payload,
        )
    }
  }

  function find(id: string): Entry {
    refresh()
    const entry = entries.get(id)
    if (!entry) throw new TouchstoneError('not-found', `There is no review ${id}.`)
    return entry
  }

  return {
    session: find,
    ofComparison(comparison) {
      refresh()
      return [...entries.values()].filter(({ opened }) => opened.comparison === comparison)
    },
    meaningOf(id, token) {
      const entry = find(id)
      entry.tokens ??= meaningsOf(entry.opened)
      const meaning = entry.tokens.get(token)
      if (!meaning)
        throw new TouchstoneError('not-found', `The review ${id} has nothing by this token.`)
      return meaning
    },
    isOpen(id) {
      refresh()
      return entries.get(id)?.locked === null
    },
  }
}

function meaningsOf(opened: ReviewState['opened']): ReadonlyMap<string, TokenMeaning> {
  const meanings = new Map<string, TokenMeaning>()
  for (const [rater, items] of opened.items.entries())
    for (const [place, { tools }] of items.entries()) {
      const tokens = tokensOf(opened, rater, place)
      for (const role of tokenRoles)
        if (role !== 'second' || tools.length > 1)
          meanings.set(tokens[role], { rater, place, role })
    }
  return meanings
}
