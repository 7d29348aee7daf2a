/** What people decided and stated, read from the record: rows, marks, statements, and what checks found. */
import {
  criterionSchema,
  type Cell,
  type Criterion,
  type CriteriaMatrix,
} from '../../contract/criteria.ts'
import type { EventOf, EventType } from '../history/events.ts'
import type { Queries } from '../history/queries.ts'

/** More than people can write; bounds the memory. */
const mostEvents = 100_000

export function eventsOf<T extends EventType>(
  history: Pick<Queries, 'events'>,
  type: T,
): readonly EventOf<T>[] {
  return history
    .events({ type, limit: mostEvents })
    .filter((event) => event.type === type) as unknown as readonly EventOf<T>[]
}

export interface SetCriteria {
  /** The latest; null while nobody has set any. */
  readonly criteria: readonly Criterion[] | null
  readonly versions: CriteriaMatrix['versions']
}

/** `madeSeq`: the event that made the comparison, so that criteria set later are said to follow results. */
export function criteriaOf(history: Queries, comparison: string, madeSeq: number): SetCriteria {
  const set = eventsOf(history, 'criteria-set').filter(
    ({ payload }) => payload.comparison === comparison,
  )
  const firstMark = eventsOf(history, 'mark-given').find(
    ({ payload }) => payload.comparison === comparison,
  )
  const latest = set.at(-1)
  return {
    criteria: latest === undefined ? null : criterionSchema.array().parse(latest.payload.criteria),
    versions: set.map(({ seq, at, payload }) => ({
      ...{ seq, at, person: payload.person, reason: payload.reason },
      criteria: Array.isArray(payload.criteria) ? payload.criteria.length : 0,
      afterMarks: firstMark !== undefined && firstMark.seq < seq,
      afterResults: madeSeq < seq,
    })),
  }
}

/** By tool key and criterion: the last mark of each rater, in the order in which raters first rated. */
export function marksOf(
  history: Queries,
  comparison: string,
): (tool: string, criterion: string) => Cell['marks'] {
  const found = new Map<string, Map<string, Cell['marks'][number]>>()
  for (const { seq, at, payload } of eventsOf(history, 'mark-given')) {
    if (payload.comparison !== comparison) continue
    const { tool, criterion, mark, rater, reason } = payload
    const key = placeOf(tool.key, criterion)
    const raters = found.get(key) ?? new Map<string, Cell['marks'][number]>()
    raters.set(rater, { rater, mark, at, reason, seq })
    found.set(key, raters)
  }
  return (tool, criterion) => [...(found.get(placeOf(tool, criterion))?.values() ?? [])]
}

export type Statement = EventOf<'statement-made'>

/** By tool digest and criterion: the last statement of each person in a role, the newest first. */
export function statementsOf(
  history: Queries,
): (tool: string, criterion: string) => readonly Statement[] {
  const found = new Map<string, Map<string, Statement>>()
  for (const event of eventsOf(history, 'statement-made')) {
    const { tool, criterion, person, role } = event.payload
    const key = placeOf(tool, criterion)
    const said = found.get(key) ?? new Map<string, Statement>()
    said.set(placeOf(person, role), event)
    found.set(key, said)
  }
  return (tool, criterion) =>
    [...(found.get(placeOf(tool, criterion))?.values() ?? [])].sort((a, b) => b.seq - a.seq)
}

export interface Checked {
  readonly seq: number
  readonly at: string
  readonly value: number | null
  readonly unit: string
  readonly text: string
  readonly reason: string
}

/** By tool digest and check: the latest. */
export function checksOf(history: Queries): (tool: string, check: string) => Checked | null {
  const found = new Map<string, Checked>()
  for (const { seq, at, payload } of eventsOf(history, 'tool-checked'))
    for (const { check, ...result } of payload.checks)
      found.set(placeOf(payload.tool, check), { seq, at, ...result })
  return (tool, check) => found.get(placeOf(tool, check)) ?? null
}

const placeOf = (a: string, b: string): string => JSON.stringify([a, b])
