/** Bytes of one TIFF or BigTIFF directory, little-endian, with its long values right behind it. */

export type TagValue =
  | { readonly type: 'short' | 'long' | 'offset'; readonly values: readonly number[] }
  | { readonly type: 'rational'; readonly values: readonly (readonly [number, number])[] }
  | { readonly type: 'text'; readonly text: string }

const codes = { short: 3, long: 4, rational: 5, text: 2 } as const

/**
 * Tags must come in ascending order. `offset` is where the bytes will stand (even); `next` is 0 for
 * the last directory of a chain, or `follows` for one that starts right after these bytes.
 */
export function encodeDirectory(
  tags: readonly (readonly [tag: number, value: TagValue])[],
  offset: number,
  big: boolean,
  next: 0 | 'follows',
): Buffer {
  const inline = big ? 8 : 4
  const headBytes = (big ? 8 : 2) + tags.length * (big ? 20 : 12) + inline
  const head = Buffer.alloc(headBytes)
  const tail: Buffer[] = []
  let tailBytes = headBytes % 2
  if (tailBytes === 1) tail.push(Buffer.alloc(1))
  writeUnsigned(head, 0, big ? 8 : 2, tags.length)
  for (const [i, [number, value]] of tags.entries()) {
    const at = (big ? 8 : 2) + i * (big ? 20 : 12)
    const bytes = encodeValue(value, big)
    head.writeUInt16LE(number, at)
    head.writeUInt16LE(value.type === 'offset' ? (big ? 16 : 4) : codes[value.type], at + 2)
    writeUnsigned(head, at + 4, inline, value.type === 'text' ? bytes.length : value.values.length)
    const field = at + 4 + inline
    if (bytes.length <= inline) bytes.copy(head, field)
    else {
      writeUnsigned(head, field, inline, offset + headBytes + tailBytes)
      const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)])
      tail.push(padded)
      tailBytes += padded.length
    }
  }
  const whole = headBytes + tailBytes
  writeUnsigned(head, headBytes - inline, inline, next === 'follows' ? offset + whole : 0)
  return Buffer.concat([head, ...tail])
}

function encodeValue(value: TagValue, big: boolean): Buffer {
  if (value.type === 'text') return Buffer.from(`${value.text}\0`, 'utf8')
  const bytesOfType = { short: 2, long: 4, rational: 8, offset: big ? 8 : 4 }
  const size = bytesOfType[value.type]
  const bytes = Buffer.alloc(size * value.values.length)
  if (value.type === 'rational') {
    for (const [i, [over, under]] of value.values.entries()) {
      bytes.writeUInt32LE(over, i * 8)
      bytes.writeUInt32LE(under, i * 8 + 4)
    }
  } else
    for (const [i, number] of value.values.entries()) writeUnsigned(bytes, i * size, size, number)
  return bytes
}

function writeUnsigned(bytes: Buffer, at: number, length: number, value: number): void {
  if (length === 2) bytes.writeUInt16LE(value, at)
  else if (length === 4) bytes.writeUInt32LE(value, at)
  else bytes.writeBigUInt64LE(BigInt(value), at)
}
