/**
 * Reads the values of a Python pickle without running anything: plain values, dictionaries, lists and NumPy
 * arrays. A pickle may name any function to be called; every name but NumPy's own constructors is refused.
 * Opcodes after Python's `pickletools`, protocols 2 to 5.
 */
import { TouchstoneError } from '../../errors.ts'

export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickledArray
  | PickledType
  | Named
  | readonly Pickled[]
  | Map<Pickled, Pickled>

/** A NumPy array as it lies in the pickle: `values` are its objects, or its raw bytes. */
export class PickledArray {
  shape: readonly number[] = []
  type: PickledType | null = null
  isFortran = false
  values: Uint8Array | readonly Pickled[] = []
}

/** A NumPy type, such as `u2`. */
export class PickledType {
  readonly code: string
  byteOrder = '='
  constructor(code: string) {
    this.code = code
  }
}

/** A name that the pickle refers to; nothing is looked up. */
class Named {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const mark = Symbol('mark')
type Item = Pickled | typeof mark

const arrayMaker = /^numpy\.(_?core\.)multiarray\._reconstruct$/
const scalarMaker = /^numpy\.(_?core\.)multiarray\.scalar$/
const bufferMaker = /^numpy\.(_?core\.)numeric\._frombuffer$/
const known = (name: string): boolean =>
  arrayMaker.test(name) ||
  scalarMaker.test(name) ||
  bufferMaker.test(name) ||
  name === 'numpy.ndarray' ||
  name === 'numpy.dtype' ||
  name === '_codecs.encode'

/** `what` names the file. Throws `not-allowed` for foreign names, `format-corrupt` for everything else. */
export function readPickle(bytes: Uint8Array, what: string): Pickled {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stack: Item[] = []
  const memo = new Map<number, Item>()
  let at = 0
  const damaged = (why: string): TouchstoneError =>
    new TouchstoneError('format-corrupt', `${what}: its pickle cannot be read (${why}).`)
  const take = (count: number): number => {
    if (!(count >= 0) || at + count > bytes.length) throw damaged('it is cut off')
    at += count
    return at - count
  }
  const raw = (count: number): Uint8Array => {
    const from = take(count)
    return bytes.subarray(from, from + count)
  }
  const text = (count: number): string => new TextDecoder().decode(raw(count))
  const byte = (): number => view.getUint8(take(1))
  const int32 = (): number => view.getInt32(take(4), true)
  const uint32 = (): number => view.getUint32(take(4), true)
  const length64 = (): number => Number(view.getBigUint64(take(8), true))
  const line = (): string => {
    const end = bytes.indexOf(10, at)
    if (end < 0) throw damaged('a name does not end')
    const found = text(end - at)
    at = end + 1
    return found
  }
  const pop = (): Pickled => {
    const item = stack.pop()
    if (item === undefined || item === mark) throw damaged('a value is missing')
    return item
  }
  const popToMark = (): Pickled[] => {
    const start = stack.lastIndexOf(mark)
    if (start < 0) throw damaged('a beginning is missing')
    return stack.splice(start).slice(1) as Pickled[]
  }
  const top = (): Pickled => {
    const item = stack.at(-1)
    if (item === undefined || item === mark) throw damaged('a value is missing')
    return item
  }
  const named = (module: string, name: string): Named => {
    const full = `${module}.${name}`
    if (known(full)) return new Named(full)
    throw new TouchstoneError(
      'not-allowed',
      `${what} asks for ${full}, which is code and no data; nothing of it was run. Only arrays and plain values are read from such files.`,
      { name: full },
    )
  }
  const remember = (index: number): void => {
    const item = stack.at(-1)
    if (item === undefined) throw damaged('a value is missing')
    memo.set(index, item)
  }
  const recall = (index: number): void => {
    const item = memo.get(index)
    if (item === undefined) throw damaged('it refers to a value that is not there')
    stack.push(item)
  }
  const setItems = (pairs: readonly Pickled[]): void => {
    const target = top()
    if (!(target instanceof Map)) throw damaged('entries for no dictionary')
    for (let i = 0; i + 1 < pairs.length; i += 2) target.set(pairs[i]!, pairs[i + 1]!)
  }
  const append = (values: readonly Pickled[]): void => {
    const target = top()
    if (!Array.isArray(target)) throw damaged('items for no list')
    for (const value of values) (target as Pickled[]).push(value)
  }
  for (;;) {
    const code = String.fromCharCode(byte())
    switch (code) {
      case '\x80':
        byte()
        break
      case '\x95':
        take(8)
        break
      case '.':
        return pop()
      case '(':
        stack.push(mark)
        break
      case '0':
        pop()
        break
      case 'N':
        stack.push(null)
        break
      case '\x88':
        stack.push(true)
        break
      case '\x89':
        stack.push(false)
        break
      case 'J':
        stack.push(int32())
        break
      case 'K':
        stack.push(byte())
        break
      case 'M':
        stack.push(view.getUint16(take(2), true))
        break
      case '\x8a':
        stack.push(longOf(raw(byte())))
        break
      case 'G':
        stack.push(view.getFloat64(take(8)))
        break
      case 'X':
        stack.push(text(uint32()))
        break
      case '\x8c':
        stack.push(text(byte()))
        break
      case '\x8d':
        stack.push(text(length64()))
        break
      case 'U':
        stack.push(latin1(raw(byte())))
        break
      case 'T':
        stack.push(latin1(raw(uint32())))
        break
      case 'C':
        stack.push(raw(byte()))
        break
      case 'B':
        stack.push(raw(uint32()))
        break
      case '\x8e':
      case '\x96':
        stack.push(raw(length64()))
        break
      case '}':
        stack.push(new Map())
        break
      case ']':
        stack.push([])
        break
      case ')':
        stack.push([])
        break
      case '\x85':
        stack.push([pop()])
        break
      case '\x86': {
        const second = pop()
        stack.push([pop(), second])
        break
      }
      case '\x87': {
        const third = pop()
        const second = pop()
        stack.push([pop(), second, third])
        break
      }
      case 't':
      case 'l':
        stack.push(popToMark())
        break
      case 'd': {
        const pairs = popToMark()
        stack.push(new Map())
        setItems(pairs)
        break
      }
      case 'a':
        append([pop()])
        break
      case 'e':
        append(popToMark())
        break
      case 's': {
        const value = pop()
        setItems([pop(), value])
        break
      }
      case 'u':
        setItems(popToMark())
        break
      case 'q':
        remember(byte())
        break
      case 'r':
        remember(uint32())
        break
      case '\x94':
        remember(memo.size)
        break
      case 'h':
        recall(byte())
        break
      case 'j':
        recall(uint32())
        break
      case 'c': {
        const module = line()
        stack.push(named(module, line()))
        break
      }
      case '\x93': {
        const name = pop()
        stack.push(named(textOf(pop()), textOf(name)))
        break
      }
      case 'R': {
        const given = pop()
        stack.push(made(pop(), given, damaged))
        break
      }
      case 'b': {
        const state = pop()
        settle(top(), state, damaged)
        break
      }
      default:
        throw damaged(`the code ${code.charCodeAt(0)} is not one of plain data`)
    }
  }
}

type Damaged = (why: string) => TouchstoneError

function made(callee: Pickled, given: Pickled, damaged: Damaged): Pickled {
  if (!(callee instanceof Named) || !Array.isArray(given)) throw damaged('a call of no name')
  const values = given as readonly Pickled[]
  if (arrayMaker.test(callee.name)) return new PickledArray()
  if (callee.name === 'numpy.dtype') return new PickledType(textOf(values[0]))
  if (scalarMaker.test(callee.name)) {
    const scalar = new PickledArray()
    scalar.type = values[0] instanceof PickledType ? values[0] : null
    scalar.values = values[1] instanceof Uint8Array ? values[1] : []
    return scalar
  }
  if (bufferMaker.test(callee.name)) {
    const [content, type, shape, order] = values
    const array = new PickledArray()
    settle(array, [null, shape ?? null, type ?? null, order === 'F', content ?? null], damaged)
    return array
  }
  // older protocols write bytes as text and ask for it to be encoded
  if (callee.name === '_codecs.encode' && typeof values[0] === 'string')
    return Uint8Array.from(values[0], (letter) => letter.charCodeAt(0))
  throw damaged(`${callee.name} is called`)
}

/** The state that NumPy gives to an array (version, shape, type, order, values) or to a type (3rd entry: byte order). */
function settle(target: Pickled, state: Pickled, damaged: Damaged): void {
  if (!Array.isArray(state)) throw damaged('a state that is no list')
  const values = state as readonly Pickled[]
  if (target instanceof PickledType) {
    target.byteOrder = textOf(values[1])
    return
  }
  if (!(target instanceof PickledArray)) throw damaged('a state of no array')
  const [, shape, type, isFortran, content] = values
  if (!Array.isArray(shape) || !(type instanceof PickledType))
    throw damaged('an array without shape')
  target.shape = (shape as readonly Pickled[]).map(Number)
  target.type = type
  target.isFortran = isFortran === true
  if (content instanceof Uint8Array) target.values = content
  else if (typeof content === 'string')
    target.values = Uint8Array.from(content, (letter) => letter.charCodeAt(0))
  else if (Array.isArray(content)) target.values = content as readonly Pickled[]
  else throw damaged('an array without values')
}

/** Empty for anything but text: it then names nothing that is known. */
function textOf(value: Pickled | undefined): string {
  return typeof value === 'string' ? value : ''
}

function latin1(bytes: Uint8Array): string {
  let letters = ''
  for (const value of bytes) letters += String.fromCharCode(value)
  return letters
}

/** Little-endian two's complement; what fits becomes a number. */
function longOf(bytes: Uint8Array): number | bigint {
  let value = 0n
  bytes.forEach((one, index) => (value |= BigInt(one) << BigInt(8 * index)))
  if ((bytes.at(-1) ?? 0) >= 128) value -= 1n << BigInt(8 * bytes.length)
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}
