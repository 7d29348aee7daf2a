/** The chain: numbers without gaps, hashes over exactly the stored bytes, each link to the one before. */
import type { Digest, Json } from '../../contract/words.ts'
import { isTouchstoneError, messageOf } from '../errors.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Connection } from './connection.ts'
import { eventHash } from './event-hash.ts'
import type { RecordedEvent } from './events.ts'
import { isEventType, parsePayload } from './events.ts'
import type { ReportProblem } from './problems.ts'
import { project } from './projections.ts'
import type { SqlValue } from './sqlite-binding.ts'

interface StoredEvent {
  readonly seq: number
  readonly previous: string | null
  readonly at: string
  readonly type: string
  readonly payload: Uint8Array // UTF-8
  readonly hash: string
}

/**
 * Walks the chain and replays each event into `replay`, a fresh database of the same format.
 * Reports `sequence-gap`, `link-broken`, `hash-mismatch`, `payload-not-canonical`, `event-invalid`,
 * `event-not-applicable`, `anchor-missing` and `anchor-differs`.
 */
export function checkChain(
  record: Connection,
  replay: Connection,
  anchor: { readonly seq: number; readonly hash: string } | undefined,
  report: ReportProblem,
): { events: number; head: Digest | null } {
  let events = 0
  let seq = 0
  let previous: string | null = null
  let anchored: string | null = null
  replay.transaction('immediate', () => {
    for (const row of record.rows(
      'SELECT seq, previous, at, type, CAST(payload AS BLOB), hash FROM events ORDER BY seq',
    )) {
      const event = readEvent(row)
      events++
      if (event === null) {
        report(
          typeof row[0] === 'number' ? row[0] : null,
          'event-invalid',
          'An event has fields of a wrong type.',
        )
        continue
      }
      checkLink(event, seq, previous, report)
      replayEvent(event, replay, report)
      seq = event.seq
      previous = event.hash
      if (event.seq === anchor?.seq) anchored = event.hash
    }
  })
  if (anchor !== undefined) checkAnchor(anchor, anchored, seq, report)
  return { events, head: previous === null ? null : previous }
}

function readEvent([
  seq,
  previous,
  at,
  type,
  payload,
  hash,
]: readonly SqlValue[]): StoredEvent | null {
  if (typeof seq !== 'number' || typeof at !== 'string' || typeof type !== 'string') return null
  if (typeof hash !== 'string' || !(payload instanceof Uint8Array)) return null
  if (previous !== null && typeof previous !== 'string') return null
  return { seq, previous, at, type, payload, hash }
}

function checkLink(
  event: StoredEvent,
  lastSeq: number,
  lastHash: string | null,
  report: ReportProblem,
): void {
  const { seq } = event
  if (seq !== lastSeq + 1) {
    report(
      seq,
      'sequence-gap',
      `Event ${seq} follows event ${lastSeq}; there should be ${lastSeq + 1}.`,
    )
  }
  if (event.previous !== lastHash) {
    report(
      seq,
      'link-broken',
      `Event ${seq} names ${event.previous ?? 'nothing'} as the event before it, which has ${lastHash ?? 'nothing'}.`,
    )
  }
  const hash = eventHash(event)
  if (event.hash !== hash) {
    report(
      seq,
      'hash-mismatch',
      `Event ${seq} (${event.type}) has the hash ${event.hash}, and its content gives ${hash}: it was changed.`,
    )
  }
  if (!isUtcTime(event.at)) {
    report(
      seq,
      'event-invalid',
      `Event ${seq} has the time ${event.at}, which is not ISO 8601 in UTC.`,
    )
  }
}

function replayEvent(event: StoredEvent, replay: Connection, report: ReportProblem): void {
  const { seq, type } = event
  const text = Buffer.from(
    event.payload.buffer,
    event.payload.byteOffset,
    event.payload.byteLength,
  ).toString('utf8')
  try {
    const value = JSON.parse(text) as Json
    if (canonicalJson(value) !== text) {
      report(seq, 'payload-not-canonical', `The payload of event ${seq} is not canonical JSON.`)
    }
    if (!isEventType(type)) {
      report(seq, 'event-invalid', `Event ${seq} has the unknown type ${type}.`)
      return
    }
    const payload = parsePayload(type, value)
    project({ ...event, type, payload } as unknown as RecordedEvent, replay)
  } catch (error) {
    if (error instanceof SyntaxError) {
      report(seq, 'payload-not-canonical', `The payload of event ${seq} is not JSON.`)
    } else if (isTouchstoneError(error) && error.code === 'bad-request') {
      report(seq, 'event-invalid', `Event ${seq}: ${messageOf(error)}`)
    } else if (isTouchstoneError(error) && isContradiction(error.code)) {
      report(
        seq,
        'event-not-applicable',
        `Event ${seq} contradicts those before it: ${messageOf(error)}`,
      )
    } else throw error
  }
}

function isContradiction(code: string): boolean {
  return code === 'not-found' || code === 'conflict' || code === 'record-damaged'
}

function checkAnchor(
  anchor: { readonly seq: number; readonly hash: string },
  found: string | null,
  lastSeq: number,
  report: ReportProblem,
): void {
  if (found === anchor.hash) return
  if (found === null) {
    report(
      anchor.seq,
      'anchor-missing',
      `The anchor names event ${anchor.seq}, and the record ends at event ${lastSeq}: events were removed.`,
    )
  } else {
    report(
      anchor.seq,
      'anchor-differs',
      `The anchor gives event ${anchor.seq} the hash ${anchor.hash}, and the record has ${found}: the chain was written anew.`,
    )
  }
}

function isUtcTime(at: string): boolean {
  const time = new Date(at)
  return !Number.isNaN(time.getTime()) && time.toISOString() === at
}
