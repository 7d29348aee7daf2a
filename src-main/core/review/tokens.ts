/**
 * Names of items and pictures that say nothing: a keyed hash of the seed and the place. Who does not know the key,
 * which stands in the record alone, can neither guess a token nor tell that two of them show the same picture.
 */
import { createHmac, randomBytes } from 'node:crypto'

export type PictureRole = 'input' | 'first' | 'second'

export interface TokenKey {
  /** 32 bytes, hexadecimal. */
  readonly key: string
  readonly seed: number
  readonly session: string
}

export function drawKey(): string {
  return randomBytes(32).toString('hex')
}

export function drawSeed(): number {
  return randomBytes(4).readUInt32LE()
}

/** `rater` and `place` count from 0; 22 characters that may stand in an address. */
export function tokenOf(
  { key, seed, session }: TokenKey,
  rater: number,
  place: number,
  role: PictureRole | 'item',
): string {
  return createHmac('sha256', Buffer.from(key, 'hex'))
    .update(JSON.stringify([seed, session, rater, place, role]))
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}
