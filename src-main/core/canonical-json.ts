/**
 * Canonical JSON, RFC 8785 (JCS): one value, one text, so that a hash over the text is a hash over
 * the value. Numbers and string escapes are ECMAScript's own, as the RFC demands (3.2.2).
 */
import { createHash } from 'node:crypto'
import type { Digest, Json } from '../contract/words.ts'
import { TouchstoneError } from './errors.ts'

const deepest = 500 // levels of nesting; a cycle ends here too

/**
 * The canonical text of a JSON value: no spaces, keys in the order of their UTF-16 code units.
 * Throws `bad-request` naming the place for what JSON cannot hold: NaN, infinities, undefined,
 * lone surrogates, bigint, symbols, functions, and objects that are not plain.
 */
export function canonicalJson(value: unknown): string {
  try {
    return write(value, 0)
  } catch (error) {
    if (error instanceof Refusal) throw new TouchstoneError('bad-request', sentence(error))
    throw error
  }
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

/** What cannot be written, and the steps to it, gathered on the way out. */
class Refusal extends Error {
  readonly path: (string | number)[] = []
  readonly what: string

  constructor(what: string) {
    super(what)
    this.what = what
  }
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new Refusal('a lone surrogate')
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw new Refusal(String(value))
      return String(value) // ECMAScript's own digits; -0 is 0
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (depth > deepest) throw new Refusal(`nested deeper than ${deepest} levels`)
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth)
    default:
      throw new Refusal(typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`)
  }
}

function writeArray(values: readonly unknown[], depth: number): string {
  let text = '['
  for (let i = 0; i < values.length; i++) {
    if (i > 0) text += ','
    text += member(values[i], i, depth)
  }
  return `${text}]`
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new Refusal(`an object of class ${value.constructor.name}`)
  }
  if (Object.getOwnPropertySymbols(value).length > 0) throw new Refusal('a symbol as key')
  const members = value as Readonly<Record<string, unknown>>
  let text = '{'
  // Without a comparison function, sort goes by UTF-16 code units, as RFC 8785 demands (3.2.3).
  for (const key of Object.keys(members).sort()) {
    if (text.length > 1) text += ','
    text += `${write(key, depth)}:${member(members[key], key, depth)}`
  }
  return `${text}}`
}

function member(value: unknown, step: string | number, depth: number): string {
  try {
    return write(value, depth + 1)
  } catch (error) {
    if (error instanceof Refusal) error.path.unshift(step)
    throw error
  }
}

function sentence({ path, what }: Refusal): string {
  const place = path
    .slice(0, 12)
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step.toWellFormed()}`))
    .join('')
  return `The value at $${place} is ${what}, which JSON cannot hold; give a finite number, a well-formed text, true, false, null, a list or a plain object.`
}
