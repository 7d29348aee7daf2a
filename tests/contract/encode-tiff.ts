/** A 16-bit gray TIFF, written by hand: one strip, no compression, so that tests need no writer of ours. */

const [short, long] = [3, 4]

/** `pixels` in rows, `height` x `width`. */
export function encodeTiff(
  pixels: Uint16Array,
  [height, width]: readonly [number, number],
): Buffer {
  const tags: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, long, width],
    [257, long, height],
    [258, short, 16], // bits per sample
    [259, short, 1], // no compression
    [262, short, 1], // black is zero
    [273, long, 8], // the strip follows the header
    [277, short, 1], // samples per pixel
    [278, long, height], // rows per strip
    [279, long, pixels.byteLength],
    [339, short, 1], // unsigned integers
  ]
  const directoryAt = 8 + pixels.byteLength
  const file = Buffer.alloc(directoryAt + 2 + tags.length * 12 + 4)
  file.write('II')
  file.writeUInt16LE(42, 2)
  file.writeUInt32LE(directoryAt, 4)
  pixels.forEach((value, index) => file.writeUInt16LE(value, 8 + index * 2))
  file.writeUInt16LE(tags.length, directoryAt)
  for (const [index, [tag, type, value]] of tags.entries()) {
    const at = directoryAt + 2 + index * 12
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(1, at + 4)
    if (type === short) file.writeUInt16LE(value, at + 8)
    else file.writeUInt32LE(value, at + 8)
  }
  return file
}
