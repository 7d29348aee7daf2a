import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { ChunkTask } from '../../../../src-main/core/images/chunk-decoder.ts'
import { decodeChunkTask } from '../../../../src-main/core/images/chunk-decoders.ts'
import { createChunkCache } from '../../../../src-main/core/images/chunk-cache.ts'
import { chunksIn } from '../../../../src-main/core/images/tiff/chunk-parts.ts'
import type { PageLayout } from '../../../../src-main/core/images/tiff/page-layout.ts'
import { decodeParts, decodeWhole } from '../../../../src-main/core/images/tiff/read-chunks.ts'
import type { TiffPage } from '../../../../src-main/core/images/tiff/tiff-page.ts'
import type { PixelArray } from '../../../../src-main/core/images/types.ts'
import { ramp } from '../../../fixtures/images/encode-tiff.ts'

const side = 256
const layout = {
  width: 4 * side,
  height: 4 * side,
  depth: 1,
  tileDepth: 1,
  samples: 1,
  planar: false,
  bits: 8,
  dtype: 'uint8',
  compression: 8,
  predictor: 1,
  photometric: 1,
  reversedBits: false,
  tiled: true,
  chunkWidth: side,
  chunkHeight: side,
  chunksAcross: 4,
  chunksDown: 4,
} as PageLayout

/** Sixteen tiles, each full of its own number; reads are counted. */
function page(): TiffPage & { readonly reads: [number, number][] } {
  const tiles = Array.from({ length: 16 }, (_, i) =>
    deflateSync(new Uint8Array(side * side).fill(i + 1)),
  )
  const offsets = tiles.map((_, i) => 8 + tiles.slice(0, i).reduce((n, t) => n + t.length, 0))
  const bytes = Buffer.concat([ramp(8), ...tiles])
  const reads: [number, number][] = []
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    reads.push([offset, length])
    return new Uint8Array(bytes.subarray(offset, offset + length))
  }
  return {
    file: {
      path: 'f',
      sizeBytes: bytes.length,
      readInto: () => Promise.reject(new Error('not needed')),
      read,
      close: async () => undefined,
    },
    littleEndian: true,
    key: 'k',
    layout,
    chunks: { offsets, byteCounts: tiles.map(({ length }) => length) },
    reads,
  }
}

/** Decodes later, and records what was asked. */
function decoder(): {
  decode: (task: ChunkTask) => Promise<PixelArray>
  readonly tasks: ChunkTask[]
} {
  const tasks: ChunkTask[] = []
  return {
    tasks,
    async decode(task) {
      tasks.push(task)
      await new Promise((done) => setImmediate(done))
      return decodeChunkTask(task)
    },
  }
}

const whole = { y: 0, x: 0, height: 4 * side, width: 4 * side }

test('neighbouring tiles are read together, and decoded by the decoder', async () => {
  const [from, by] = [page(), decoder()]
  const out = new Uint8Array(16 * side * side)
  const tools = { cache: createChunkCache(0), decoder: by }
  await decodeParts(from, chunksIn(layout, 0, whole), whole, out, tools, undefined)
  for (let i = 0; i < 16; i++) {
    const at = Math.floor(i / 4) * side * 4 * side + (i % 4) * side
    expect(out[at + 5]).toBe(i + 1)
  }
  expect(from.reads).toHaveLength(1)
  expect(by.tasks).toHaveLength(16)
  expect(by.tasks[0]).toMatchObject({ kind: 'tiff', layout: { rows: side, littleEndian: true } })
})

test('two rectangles that need parts of one tile at the same time decode it once', async () => {
  const [from, by] = [page(), decoder()]
  const tools = { cache: createChunkCache(10 * side * side), decoder: by }
  const read = async (x: number): Promise<number> => {
    const rectangle = { y: 1, x, height: 1, width: 1 }
    const out = new Uint8Array(1)
    await decodeParts(from, chunksIn(layout, 0, rectangle), rectangle, out, tools, undefined)
    return out[0]!
  }
  expect(await Promise.all([read(3), read(4), read(300)])).toEqual([1, 1, 2])
  expect(await read(5)).toBe(1)
  expect(by.tasks).toHaveLength(2)
})

test('a cancelled read stops between tiles', async () => {
  const [from, by] = [page(), decoder()]
  const stop = new AbortController()
  const decode = (task: ChunkTask): Promise<PixelArray> => {
    stop.abort()
    return by.decode(task)
  }
  const tools = { cache: createChunkCache(0), decoder: { decode } }
  const out = new Uint8Array(16 * side * side)
  const reading = decodeParts(from, chunksIn(layout, 0, whole), whole, out, tools, stop.signal)
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  expect(by.tasks).toHaveLength(1)
})

test('small chunks are decoded where they are', async () => {
  const by = decoder()
  const stored = deflateSync(ramp(16))
  const small: TiffPage = {
    ...page(),
    layout: { ...layout, width: 4, height: 4, chunkWidth: 4, chunkHeight: 4, chunksAcross: 1 },
    chunks: { offsets: [0], byteCounts: [stored.length] },
  }
  const from = { ...small, file: { ...small.file, read: async () => stored } }
  const rectangle = { y: 0, x: 0, height: 4, width: 4 }
  const out = new Uint8Array(16)
  const tools = { cache: createChunkCache(0), decoder: by }
  await decodeParts(from, chunksIn(from.layout, 0, rectangle), rectangle, out, tools, undefined)
  expect([...out]).toEqual([...ramp(16)])
  expect(by.tasks).toEqual([])
})

test('a chunk that is needed whole is given as it was decoded, unless a copy is kept', async () => {
  const one = page()
  const { decode, tasks } = decoder()
  const cache = createChunkCache(2 ** 20)
  const rectangle = { y: side, x: 2 * side, height: side, width: side }
  const [part] = chunksIn(layout, 0, rectangle)
  const pixels = await decodeWhole(one, part!, { cache, decoder: { decode } }, undefined)
  expect(pixels).toEqual(new Uint8Array(side * side).fill(7))
  expect(tasks).toHaveLength(1)
  await cache.share('k/6', () => Promise.resolve(new Uint8Array(side * side)))
  expect(await decodeWhole(one, part!, { cache, decoder: { decode } }, undefined)).toBeUndefined()
})
