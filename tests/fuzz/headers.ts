/** Where the structure of a file stands, roughly: enough for damage to hit it. */

export function headersOf(bytes: Uint8Array): readonly number[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.length)).toString(
    'latin1',
  )
  if (!/^(II|MM)/.test(text) || bytes.length < 16) return [0, Math.max(0, bytes.length - 256)]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = text.startsWith('II')
  const isBig = view.getUint16(2, little) === 43
  const first = isBig ? Number(view.getBigUint64(8, little)) : view.getUint32(4, little)
  return first < bytes.length ? [0, first, first] : [0]
}
