/** The metrics that rules ask for: each once, with every reason that was given, in order of importance. */
import type { Proposal } from '../../../contract/fingerprint.ts'
import type { Answers, FingerprintFacts } from '../../../contract/fingerprint.ts'
import type { Json } from '../../../contract/words.ts'

export interface Situation {
  /** Settled: of the person, else of the data. */
  readonly answers: Answers
  readonly facts: FingerprintFacts
}

export interface WishList {
  /** Puts a metric at the end, or adds a reason to one that is there. */
  want(ids: string | readonly string[], reason: string): void
  /** Puts a metric directly behind the headline. */
  wantNext(id: string, reason: string): void
  /** The first metric; replaces an earlier headline, which stays in the list. */
  lead(id: string, reason: string): void
  option(name: string, value: Json, reason: string): void
  proposal(): Proposal
}

export function createWishList(): WishList {
  const reasons = new Map<string, string[]>()
  const options = new Map<string, { value: Json; reason: string }>()
  let order: string[] = []
  const add = (id: string, reason: string): void => {
    reasons.set(id, [...(reasons.get(id) ?? []), reason])
  }
  return {
    want(ids, reason) {
      for (const id of typeof ids === 'string' ? [ids] : ids) {
        if (!order.includes(id)) order.push(id)
        add(id, reason)
      }
    },
    wantNext(id, reason) {
      const [first, ...others] = order.filter((one) => one !== id)
      order = first === undefined ? [id] : [first, id, ...others]
      add(id, reason)
    },
    lead(id, reason) {
      order = [id, ...order.filter((one) => one !== id)]
      add(id, reason)
    },
    option(name, value, reason) {
      options.set(name, { value, reason })
    },
    proposal: () => ({
      headline: order[0] ?? '',
      metrics: order.map((id) => ({ id, reason: (reasons.get(id) ?? []).join(' ') })),
      options: [...options].map(([name, option]) => ({ name, ...option })),
    }),
  }
}
