/** Documents that people point to: hashed when a statement is made, and looked at again whenever it is shown. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { EvidenceLink } from '../../contract/criteria.ts'
import type { Digest } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'

export type DocumentState = Extract<EvidenceLink, { kind: 'document' }>['state']

/** Kept as text and never fetched. */
export function isAddress(place: string): boolean {
  return /^(https?|doi|ftp):/i.test(place)
}

/** Throws `file-not-found`. */
export async function documentHash(place: string): Promise<Digest> {
  const info = await stat(place).catch(() => null)
  if (!info?.isFile())
    throw new TouchstoneError('file-not-found', `There is no document ${place}.`, { path: place })
  const key = `${place} ${String(info.size)} ${String(info.mtimeMs)} ${String(info.ino)}`
  const known = hashes.get(place)
  if (known?.key === key) return known.sha256
  const hash = createHash('sha256')
  await pipeline(createReadStream(place), hash)
  const sha256: Digest = `sha256:${hash.digest('hex')}`
  if (hashes.size >= mostKept) hashes.clear()
  hashes.set(place, { key, sha256 })
  return sha256
}

/** So that a matrix with a hundred documents does not read them all each time it is shown. */
const mostKept = 1000
const hashes = new Map<string, { readonly key: string; readonly sha256: Digest }>()

export async function documentState(place: string, sha256: string | null): Promise<DocumentState> {
  if (sha256 === null) return 'address'
  try {
    return (await documentHash(place)) === sha256 ? 'there' : 'changed'
  } catch {
    return 'gone'
  }
}
