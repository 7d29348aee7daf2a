/** A small zip in memory, for files that other programs take as one. Entries are deflated. */
import { crc32, deflateRawSync } from 'node:zlib'

/** In the order given; the same entries give the same bytes. Names must differ. */
export function zipBytes(
  entries: readonly (readonly [name: string, content: Uint8Array])[],
): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of entries) {
    const names = Buffer.from(name, 'utf8')
    const packed = deflateRawSync(content)
    // version, UTF-8 names, deflate, 1 January 1980
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x0800, 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt16LE(0x21, 8)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(names.length, 22)
    const head = Buffer.concat([signature(0x04034b50), shared, names])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), shared, place, names]),
    )
    parts.push(head, packed)
    offset += head.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, list, signature(0x06054b50), end])
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
