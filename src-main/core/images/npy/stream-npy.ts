/** A float32 array of any size as NumPy's `.npy` (version 1.0, C order, little-endian), region by region. */
import type { FileHandle } from 'node:fs/promises'
import { TouchstoneError } from '../../errors.ts'
import type { RealWriter } from '../stream-real-image.ts'
import { writeAtomically } from '../write-atomically.ts'

/** Written in rows of this many, so that a region is few calls. */
const tile = { height: 512, width: 8192 }

/**
 * The last two entries of `shape` are height and width, all before them are counted as planes. The file
 * appears under its name once `produce` is done; errors as `writeAtomically`, 'cancelled'.
 */
export async function streamNpy(
  path: string,
  shape: readonly number[],
  produce: (writer: RealWriter) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const [height = 1, width = 1] = shape.slice(-2)
  const values = shape.reduce((product, size) => product * size, 1)
  const header = npyHeader(shape)
  await writeAtomically(path, async (handle) => {
    await handle.write(header, 0, header.length, 0)
    await handle.truncate(header.length + values * 4) // what is never written is 0
    await produce({
      tile,
      async writeRegion(plane, rectangle, pixels) {
        if (signal?.aborted) throw new TouchstoneError('cancelled', 'Writing was cancelled.')
        const first = (plane * height + rectangle.y) * width + rectangle.x
        if (rectangle.width === width) {
          await writeAt(handle, pixels, header.length + first * 4)
          return
        }
        for (let row = 0; row < rectangle.height; row++) {
          const part = pixels.subarray(row * rectangle.width, (row + 1) * rectangle.width)
          await writeAt(handle, part, header.length + (first + row * width) * 4)
        }
      },
    })
  })
}

async function writeAt(handle: FileHandle, values: Float32Array, position: number): Promise<void> {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** Magic, version, length and a Python literal, padded so that the values begin at a multiple of 64. */
function npyHeader(shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${tuple}), }`
  const length = Math.ceil((10 + text.length + 1) / 64) * 64
  const header = new Uint8Array(length).fill(0x20)
  header.set(Buffer.from('\x93NUMPY\x01\x00', 'latin1'))
  new DataView(header.buffer).setUint16(8, length - 10, true)
  header.set(Buffer.from(text, 'latin1'), 10)
  header[length - 1] = 0x0a
  return header
}
