/**
 * Where the output of a network is put together: in memory while it is small, else in a file of raw values
 * that vanishes with the process.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { writeError } from '../images/write-atomically.ts'
import { copyBox, forEachRow, type Place } from './copy-block.ts'
import { allocate, elementCount, type TensorData } from './tensor.ts'
import { largestInMemory, readerOf, type Box, type TensorReader } from './tensor-reader.ts'

export interface TensorStore extends TensorReader {
  /** Copies a box of `size` from `source` to `start`. Every place that is never written is 0. */
  write(source: Place, start: readonly number[], size: readonly number[]): void
  close(): void
}

export interface StoreOptions {
  /** For outputs that do not fit into memory; made where it is not there. */
  readonly folder: string
  /** Elements; more than that go into a file. */
  readonly mostInMemory?: number | undefined
}

/** TouchstoneError 'disk-full' and 'folder-read-only', also from `write`. */
export async function createTensorStore(
  tensor: Pick<TensorReader, 'axes' | 'shape' | 'dtype'>,
  { folder, mostInMemory = largestInMemory }: StoreOptions,
): Promise<TensorStore> {
  const length = elementCount(tensor.shape)
  if (length <= mostInMemory) return memoryStore(tensor, length)
  await mkdir(folder, { recursive: true })
  return fileStore(tensor, join(folder, `${randomUUID()}.raw`))
}

function memoryStore(
  tensor: Pick<TensorReader, 'axes' | 'shape' | 'dtype'>,
  length: number,
): TensorStore {
  const data = allocate(tensor.dtype, length)
  return {
    ...readerOf({ ...tensor, data }),
    write: (source, start, size) => {
      copyBox(source, { data, shape: tensor.shape, start }, size)
    },
    close: () => undefined,
  }
}

/** Synchronous calls: rows of a tile are short, and each waits for the page cache only. */
function fileStore(
  { axes, shape, dtype }: Pick<TensorReader, 'axes' | 'shape' | 'dtype'>,
  path: string,
): TensorStore {
  const bytes = allocate(dtype, 1).BYTES_PER_ELEMENT
  const file = guarded(path, () => openSync(path, 'wx+'))
  // where the system lets an open file go, nothing is left behind even by a killed process
  const isGone = process.platform !== 'win32'
  if (isGone) rmSync(path)
  return {
    axes,
    shape,
    dtype,
    read(box: Box) {
      const target = allocate(dtype, elementCount(box.size))
      const whole = { shape: box.size, start: box.size.map(() => 0) }
      guarded(path, () => {
        forEachRow({ shape, start: box.start }, whole, box.size, (from, to, length) => {
          readFully(file, target.subarray(to, to + length), from * bytes)
        })
      })
      return Promise.resolve(target)
    },
    write(source, start, size) {
      const row = allocate(dtype, size.at(-1) ?? 0)
      guarded(path, () => {
        forEachRow(source, { shape, start }, size, (from, to, length) => {
          row.set(source.data.subarray(from, from + length))
          writeFully(file, row, to * bytes)
        })
      })
    },
    close() {
      closeSync(file)
      if (!isGone) rmSync(path, { force: true })
    },
  }
}

function readFully(file: number, target: TensorData, position: number): void {
  const view = new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
  let done = 0
  while (done < view.length) {
    const count = readSync(file, view, done, view.length - done, position + done)
    // a stretch that was never written lies behind the end of the file
    if (count === 0) return
    done += count
  }
}

function writeFully(file: number, source: TensorData, position: number): void {
  const view = new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
  let done = 0
  while (done < view.length) {
    done += writeSync(file, view, done, view.length - done, position + done)
  }
}

function guarded<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw writeError(path, error)
  }
}
