/** The hash of an event: SHA-256 over the canonical JSON of {seq, previous, at, type, payload}. */
import type { Digest } from '../../contract/words.ts'
import { sha256 } from '../canonical-json.ts'

export interface HashedFields {
  readonly seq: number
  readonly previous: string | null
  readonly at: string
  readonly type: string
  /** Canonical JSON; as bytes when read back, so that no decoding can hide a changed byte. */
  readonly payload: string | Uint8Array
}

/** The members stand in canonical order (at, payload, previous, seq, type). */
export function eventHash({ seq, previous, at, type, payload }: HashedFields): Digest {
  return sha256(
    `{"at":${JSON.stringify(at)},"payload":`,
    payload,
    `,"previous":${JSON.stringify(previous)},"seq":${seq},"type":${JSON.stringify(type)}}`,
  )
}
