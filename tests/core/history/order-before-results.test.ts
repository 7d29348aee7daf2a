/** That a chain written anew, every hash of it right, cannot put the order behind its results. */
import { expect, test } from 'vitest'
import { canonicalJson, digestOf } from '../../../src-main/core/canonical-json.ts'
import { eventHash } from '../../../src-main/core/history/event-hash.ts'
import type { BoundDatabase } from '../../../src-main/core/history/sqlite-binding.ts'
import { verify } from '../../../src-main/core/history/verify.ts'
import { recordInFolder, tamperPastTriggers } from './record-in-folder.ts'
import { recordEvaluation } from './sample-record.ts'

interface Written {
  readonly at: string
  readonly type: string
  readonly payload: string
}

/** The record after its events were changed and the whole chain hashed again. */
function rewritten(change: (events: readonly Written[]) => readonly Written[]): string[] {
  const folder = recordInFolder(recordEvaluation)
  tamperPastTriggers(folder, (db) => {
    writeChain(db, change(readEvents(db)))
  })
  return verify(folder).problems.map(({ seq, code, message }) => `${seq} ${code} ${message}`)
}

function readEvents(db: BoundDatabase): Written[] {
  return db
    .prepare('SELECT at, type, payload FROM events ORDER BY seq')
    .all()
    .map((row) => ({
      at: String(row['at']),
      type: String(row['type']),
      payload: String(row['payload']),
    }))
}

function writeChain(db: BoundDatabase, events: readonly Written[]): void {
  db.exec('DELETE FROM events')
  let previous: string | null = null
  for (const [place, { at, type, payload }] of events.entries()) {
    const seq = place + 1
    const hash = eventHash({ seq, previous, at, type, payload })
    db.prepare(
      'INSERT INTO events (seq, previous, at, type, payload, hash) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(seq, previous, at, type, payload, hash)
    previous = hash
  }
}

test('the same chain written again is the same record', () => {
  expect(rewritten((events) => events)).toEqual([])
})

test('an order that stands after its first result is found', () => {
  const problems = rewritten((events) => {
    const order = events.find(({ type }) => type === 'evaluation-created')!
    const others = events.filter((event) => event !== order)
    const first = others.findIndex(({ type }) => type === 'case-finished')
    return others.toSpliced(first + 1, 0, order)
  })
  expect(problems).toContainEqual(
    expect.stringMatching(/^5 event-not-applicable .*The record has no evaluation e1/),
  )
})

test('a comparison by another minimal relevant difference than ordered is found', () => {
  const problems = rewritten((events) =>
    events.map((event) => {
      if (event.type !== 'comparison-made') return event
      const document = { minimalRelevantDifference: 0.25 }
      const payload = {
        ...JSON.parse(event.payload),
        document,
        digest: digestOf(document),
      } as never
      return { ...event, payload: canonicalJson(payload) }
    }),
  )
  expect(problems).toContainEqual(
    expect.stringMatching(
      /^16 event-not-applicable .*minimalRelevantDifference that was ordered is null in the record and 0\.25/,
    ),
  )
})
