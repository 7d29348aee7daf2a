/**
 * Canonical JSON, RFC 8785 (JCS): one value, one text, so that a hash over the text is a hash over
 * the value. Numbers and string escapes are ECMAScript's own, as the RFC demands (3.2.2).
 */
import { createHash } from 'node:crypto'
import type { Digest, Json } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'

const deepest = 500 // levels of nesting; a cycle ends here too

/**
 * The canonical text of a JSON value: no spaces, keys in the order of their UTF-16 code units.
 * Throws `bad-request` naming the place for what JSON cannot hold: NaN, infinities, undefined,
 * lone surrogates, bigint, symbols, functions, and objects that are not plain.
 */
export function canonicalJson(value: unknown): string {
  return write(value, [])
}

/** `sha256:<hex>` of the canonical text in UTF-8. */
export function digestOf(value: Json): Digest {
  return sha256(canonicalJson(value))
}

export function sha256(...parts: readonly (string | Uint8Array)[]): Digest {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return `sha256:${hash.digest('hex')}`
}

type Path = (string | number)[]

function write(value: unknown, path: Path): string {
  if (value === null) return 'null'
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : refuse(path, String(value))
    case 'string':
      return value.isWellFormed() ? JSON.stringify(value) : refuse(path, 'a lone surrogate')
    case 'object':
      if (path.length > deepest) return refuse(path, `nested deeper than ${deepest} levels`)
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value, path)
    default:
      return refuse(path, typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`)
  }
}

function writeArray(values: readonly unknown[], path: Path): string {
  const parts: string[] = []
  for (let i = 0; i < values.length; i++) parts.push(at(path, i, values[i]))
  return `[${parts.join(',')}]`
}

function writeObject(value: object, path: Path): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    return refuse(path, `an object of class ${value.constructor.name}`)
  }
  if (Object.getOwnPropertySymbols(value).length > 0) return refuse(path, 'a symbol as key')
  const members = Object.entries(value).sort(byKey)
  return `{${members.map(([key, member]) => `${write(key, path)}:${at(path, key, member)}`).join(',')}}`
}

/** `<` on strings compares UTF-16 code units (RFC 8785, 3.2.3). */
function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function at(path: Path, step: string | number, value: unknown): string {
  path.push(step)
  const text = write(value, path)
  path.pop()
  return text
}

function refuse(path: Path, what: string): never {
  const place = path
    .slice(0, 12)
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step.toWellFormed()}`))
    .join('')
  throw new TouchstoneError(
    'bad-request',
    `The value at $${place} is ${what}, which JSON cannot hold; give a finite number, a well-formed text, true, false, null, a list or a plain object.`,
  )
}
