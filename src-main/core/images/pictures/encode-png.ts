/** PNG of 8-bit RGB (ISO/IEC 15948): for pictures of places, made on demand and shown as they are. */
import { crc32, deflateSync } from 'node:zlib'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const rgb = 2

/** `pixels`: `height` rows of `width` times three bytes. */
export function encodePng(
  pixels: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array {
  const perRow = width * 3
  if (pixels.length !== perRow * height)
    throw new RangeError(`${pixels.length} bytes are no picture of ${width} x ${height}.`)
  const rows = new Uint8Array((perRow + 1) * height) // each begins with its filter, none
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(y * perRow, (y + 1) * perRow), y * (perRow + 1) + 1)
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, rgb, 0, 0, 0], 8)
  return Buffer.concat([
    Uint8Array.from(signature),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', new Uint8Array(0)),
  ])
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
