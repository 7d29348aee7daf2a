/**
 * Names of items and pictures that say nothing: a keyed hash of the seed and the place. Who does not know the key,
 * which stands in the record alone, can neither guess a token nor tell that two of them show the same picture.
 */
import { createHmac, randomBytes } from 'node:crypto'

export const tokenRoles = ['item', 'input', 'first', 'second'] as const
export type TokenRole = (typeof tokenRoles)[number]

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

const tokenBytes = 16

/**
 * Of one item; `rater` and `place` count from 0. Each token is a part of its own of HMAC-SHA-512: 22 characters
 * that may stand in an address.
 */
export function tokensOf(
  { key, seed, session }: TokenKey,
  rater: number,
  place: number,
): Readonly<Record<TokenRole, string>> {
  const hash = createHmac('sha512', Buffer.from(key, 'hex'))
    .update(JSON.stringify([seed, session, rater, place]))
    .digest()
  const part = (at: number): string =>
    hash.subarray(at * tokenBytes, (at + 1) * tokenBytes).toString('base64url')
  return { item: part(0), input: part(1), first: part(2), second: part(3) }
}
