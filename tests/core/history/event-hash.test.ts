import { expect, test } from 'vitest'
import { canonicalJson, digestOf } from '../../../src-main/core/canonical-json.ts'
import { eventHash } from '../../../src-main/core/history/event-hash.ts'

const event = {
  seq: 12,
  previous: 'sha256:00',
  at: '2026-11-22T10:00:00.000Z',
  type: 'note',
  payload: { text: 'µ "quoted"', by: 'mara' },
}

test('is the digest of the canonical JSON of the five fields', () => {
  const payload = canonicalJson(event.payload)
  expect(eventHash({ ...event, payload })).toBe(digestOf(event))
  expect(eventHash({ ...event, previous: null, payload })).toBe(
    digestOf({ ...event, previous: null }),
  )
})

test('is the same for a payload given as bytes', () => {
  const payload = canonicalJson(event.payload)
  expect(eventHash({ ...event, payload: Buffer.from(payload, 'utf8') })).toBe(
    eventHash({ ...event, payload }),
  )
})

test('changes with every field', () => {
  const base = { ...event, payload: '{}' }
  const hashes = [
    base,
    { ...base, seq: 13 },
    { ...base, previous: null },
    { ...base, at: '2026-11-22T10:00:00.001Z' },
    { ...base, type: 'notes' },
    { ...base, payload: '{"a":1}' },
  ].map(eventHash)
  expect(new Set(hashes).size).toBe(6)
})
