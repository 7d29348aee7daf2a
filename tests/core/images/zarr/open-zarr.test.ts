import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { ChunkTask } from '../../../../src-main/core/images/chunk-decoder.ts'
import { decodeInPlace } from '../../../../src-main/core/images/chunk-decoders.ts'
import { storedBytes } from '../../../../src-main/core/images/pixel-types.ts'
import type { ImageSource } from '../../../../src-main/core/images/types.ts'
import { openZarr, recogniseZarr } from '../../../../src-main/core/images/zarr/open-zarr.ts'
import { encodeBlosc } from '../../../fixtures/images/encode-numcodecs.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import {
  arrayV2,
  arrayV3,
  count,
  groupV3,
  multiscale,
  writeZarrStore,
  zipOfStore,
} from '../../../fixtures/images/write-zarr-store.ts'

const folder = temporaryFolder()
let stores = 0
const write = (files: Record<string, unknown>): string =>
  writeZarrStore(join(folder.path, `s${stores++}.zarr`), files)

async function sha256Of(source: ImageSource): Promise<string> {
  const hash = createHash('sha256')
  for await (const plane of source.readPlanesInStoredOrder()) {
    hash.update(storedBytes(plane, source.info.dtype))
  }
  return hash.digest('hex')
}

const values = new Uint8Array(Uint16Array.from({ length: 64 }, (_, i) => i * 100).buffer)
const image = {
  'zarr.json': groupV3({
    version: '0.5',
    multiscales: [multiscale('cyx', { 0: [1, 0.5, 0.5] }, { name: 'cells' })],
    omero: { channels: [{ label: 'DAPI', color: '0000ff', window: { start: 1, end: 9 } }] },
  }),
  '0/zarr.json': arrayV3([1, 8, 8], [1, 4, 8], {
    data_type: 'uint16',
    codecs: [{ name: 'bytes', configuration: { endian: 'little' } }, { name: 'gzip' }],
  }),
  '0/c/0/0/0': gzipSync(values.subarray(0, 64)),
  '0/c/0/1/0': gzipSync(values.subarray(64)),
}

test('an OME-Zarr image says what it is', async () => {
  const source = await openZarr(write(image))
  expect(source.info).toMatchObject({
    format: 'ome-zarr',
    axes: 'cyx',
    shape: [1, 8, 8],
    dtype: 'uint16',
    pixelSizeUm: { x: 0.5, y: 0.5 },
    channels: [{ name: 'DAPI', color: '#0000ff' }],
    series: [{ name: 'cells', kind: 'image' }],
    seriesIndex: 0,
    warnings: [],
  })
  expect(source.info.facts).toEqual([
    { name: 'OME-Zarr', value: '0.5' },
    { name: 'Zarr format', value: '3' },
    { name: 'Chunks', value: '1 x 4 x 8' },
    { name: 'Compression', value: 'gzip' },
    { name: 'Display window', value: 'DAPI 1 to 9' },
  ])
  expect(await sha256Of(source)).toBe(createHash('sha256').update(values).digest('hex'))
  expect(await source.countMissingChunks()).toEqual({ missing: 0, total: 2 })
  await source.close()
})

describe.each([0, 6] as const)('zipped at level %i', (level) => {
  test.each([
    ['a.zarr.zip', ''],
    ['a.ozx', 'in.zarr/'],
  ])('%s', async (name, prefix) => {
    const files = Object.entries(image).map(([key, value]) => [prefix + key, value])
    const path = folder.write(name, zipOfStore(Object.fromEntries(files) as typeof image, level))
    expect(await recogniseZarr(path)).toBe(true)
    for (const inner of ['', '/0', `/${prefix}0`]) {
      const source = await openZarr(path + inner)
      expect(source.info).toMatchObject({ axes: 'cyx', shape: [1, 8, 8] })
      expect(await sha256Of(source)).toBe(createHash('sha256').update(values).digest('hex'))
      await source.close()
    }
  })
})

test('compressed chunks go through the decoder that is passed in', async () => {
  const kinds: string[] = []
  const decoder = {
    decode: (task: ChunkTask, signal?: AbortSignal) => {
      kinds.push(task.kind)
      return decodeInPlace.decode(structuredClone(task), signal)
    },
  }
  const source = await openZarr(write(image), { decoder })
  expect((await source.readPlane()).data[63]).toBe(6300)
  expect(kinds).toEqual(['zarr', 'zarr'])
  await source.close()
})

test('Blosc and shards in one', async () => {
  const chunk = await encodeBlosc(count(4), 'lz4', 1)
  const index = new Uint8Array(
    BigUint64Array.of(0n, BigInt(chunk.length), 2n ** 64n - 1n, 2n ** 64n - 1n).buffer,
  )
  const bytes = { name: 'bytes' }
  const source = await openZarr(
    write({
      'zarr.json': arrayV3([2, 4], [2, 4], {
        fill_value: 7,
        codecs: [
          {
            name: 'sharding_indexed',
            configuration: {
              chunk_shape: [1, 4],
              codecs: [bytes, { name: 'blosc', configuration: { cname: 'lz4' } }],
              index_codecs: [bytes],
            },
          },
        ],
      }),
      'c/0/0': Uint8Array.from([...chunk, ...index]),
    }),
  )
  expect([...(await source.readPlane()).data]).toEqual([0, 1, 2, 3, 7, 7, 7, 7])
  expect(source.info.warnings).toEqual(['1 of 2 chunks is missing; its pixels are the fill value.'])
  await source.close()
})

test('a field of a plate, with where its labels are', async () => {
  const field = { multiscales: [multiscale('yx', { 0: [1, 1] })] }
  const path = write({
    '.zattrs': {
      plate: {
        rows: [{ name: 'A' }],
        columns: [{ name: '1' }],
        wells: [{ path: 'A/1', rowIndex: 0, columnIndex: 0 }],
      },
    },
    'A/1/.zattrs': { well: { images: [{ path: '0' }, { path: '1' }] } },
    'A/1/0/.zattrs': field,
    'A/1/1/.zattrs': field,
    'A/1/1/0/.zarray': arrayV2([2, 2]),
    'A/1/1/0/0.0': count(4),
    'A/1/1/labels/.zattrs': { labels: ['nuclei'] },
  })
  const source = await openZarr(path, { series: 1 })
  expect(source.info.series[1]).toEqual({
    name: 'A1 field 2',
    kind: 'image',
    well: { row: 'A', column: '1', field: 1 },
  })
  expect(source.info.facts).toContainEqual({ name: 'Label images', value: 'A/1/1/labels/nuclei' })
  expect([...(await source.readPlane()).data]).toEqual([0, 1, 2, 3])
  await source.close()
  await expect(openZarr(path, { series: 0 })).rejects.toMatchObject({ code: 'file-not-found' })
  await expect(openZarr(path, { series: 2 })).rejects.toMatchObject({ code: 'bad-request' })
})

test('what is no store, and what is not in it', async () => {
  const path = write(image)
  expect(await recogniseZarr(folder.path)).toBe(false)
  expect(await recogniseZarr(`${path}/9`)).toBe(true)
  await expect(openZarr(folder.path)).rejects.toMatchObject({ code: 'format-not-supported' })
  await expect(openZarr(`${path}/9`)).rejects.toMatchObject({
    code: 'file-not-found',
    message: expect.stringContaining('no group or array 9') as string,
  })
})

test('a huge array without chunks is opened at once, and nothing of it is counted', async () => {
  const shape = [1_000_000, 100_000, 10_000]
  const source = await openZarr(write({ '.zarray': arrayV2(shape, { chunks: [1, 512, 512] }) }))
  expect(source.info.warnings).toHaveLength(1) // only what q means
  const block = await source.readRegion({ z: 999_999, y: 99_000, x: 0, height: 512, width: 512 })
  expect(block.filledPixels).toBe(512 * 512)
  await source.close()
})

const root = join(import.meta.dirname, '../../../../../shared/real/formats')
const isThere = existsSync(join(root, 'index.json'))

interface RealArray {
  readonly path: string
  readonly error?: string
  readonly pixels_sha256: string
  readonly missing_chunks: number
  readonly codecs?: readonly string[]
}
interface RealStore {
  readonly file: string
  readonly group: string
  readonly expected: { readonly arrays: readonly RealArray[] }
}
const realStores = isThere
  ? (
      JSON.parse(readFileSync(join(root, 'index.json'), 'utf8')) as { items: RealStore[] }
    ).items.filter(({ group }) => group.startsWith('ome_zarr'))
  : []

test.skipIf(!isThere)(
  'real stores give the pixels of other readers (needs ../shared/real)',
  async () => {
    expect(realStores.length).toBeGreaterThan(20)
    for (const { file, expected } of realStores) {
      if (file.includes('pyramid_v5')) continue // 500 MB
      const arrays = expected.arrays.filter(({ error }) => error === undefined)
      for (const { path, pixels_sha256, missing_chunks, codecs } of arrays) {
        const source = await openZarr(join(root, file, path))
        expect(await sha256Of(source), `${file}/${path}`).toBe(pixels_sha256)
        const found = await source.countMissingChunks()
        const isSharded = codecs?.[0]?.startsWith('sharding') === true
        expect(isSharded ? found.missingShards : found.missing, `${file}/${path}`).toBe(
          missing_chunks,
        )
        await source.close()
      }
      const source = await openZarr(join(root, file))
      expect(await sha256Of(source), file).toBe(arrays[0]!.pixels_sha256)
      await source.close()
    }
  },
  120_000,
)
