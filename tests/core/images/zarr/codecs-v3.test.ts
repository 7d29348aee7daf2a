import { expect, test } from 'vitest'
import { parseCodecs, settingsOf } from '../../../../src-main/core/images/zarr/codecs-v3.ts'

type Codecs = Parameters<typeof parseCodecs>[1]
const parse = (codecs: Codecs, shape = [4, 6]) =>
  parseCodecs('a.zarr', codecs, 'uint16', shape, shape)
const bytes = { name: 'bytes', configuration: { endian: 'little' } }

function sharding(more: object = {}): Codecs[number] {
  return {
    name: 'sharding_indexed',
    configuration: {
      chunk_shape: [2, 2],
      codecs: [bytes],
      index_codecs: [bytes, 'crc32c'],
      ...more,
    },
  }
}

test('compression, then bytes, then axes; each transposition sees what is left by those before', () => {
  const { layout } = parse([
    { name: 'transpose', configuration: { order: [1, 0] } },
    { name: 'transpose', configuration: { order: 'F' } },
    { name: 'bytes', configuration: { endian: 'big' } },
    { name: 'numcodecs.shuffle', configuration: { elementsize: 2 } },
    'crc32c',
  ])
  expect(layout.steps.map(({ step }) => step)).toEqual([
    { kind: 'crc32c' },
    { kind: 'unshuffle', elementBytes: 2 },
    { kind: 'swap', elementBytes: 2 },
    { kind: 'transpose', shape: [6, 4], order: [1, 0], elementBytes: 2 },
    { kind: 'transpose', shape: [4, 6], order: [1, 0], elementBytes: 2 },
  ])
})

test('shards inside shards', () => {
  const { sharding: outer, chunkShape } = parse([
    sharding({ codecs: [sharding({ chunk_shape: [1, 2] })], index_location: 'start' }),
  ])
  expect(outer).toMatchObject({
    chunkShape: [2, 2],
    indexAtEnd: false,
    indexHasChecksum: true,
    inner: { chunkShape: [1, 2], indexAtEnd: true },
  })
  expect(chunkShape).toEqual([1, 2])
})

test.each([
  ['unsupported-encoding', ['vlen-utf8']],
  ['unsupported-encoding', ['gzip', bytes]],
  ['unsupported-encoding', [sharding(), 'gzip']],
  ['unsupported-encoding', [{ name: 'transpose', configuration: { order: [1, 0] } }, sharding()]],
  ['unsupported-encoding', [sharding({ index_codecs: [bytes, 'gzip'] })]],
  ['format-corrupt', [{ name: 'transpose', configuration: { order: [0, 0] } }, bytes]],
  ['format-corrupt', [{ name: 'transpose', configuration: { order: [0] } }, bytes]],
  ['format-corrupt', [sharding({ chunk_shape: [3, 2] })]],
  ['format-corrupt', [sharding({ chunk_shape: [2] })]],
  ['format-corrupt', [sharding({ chunk_shape: undefined })]],
] as [string, Codecs][])('%s for %j', (code, codecs) => {
  expect(() => parse(codecs)).toThrow(expect.objectContaining({ code }) as Error)
})

test('an index of too many chunks is refused before it is read', () => {
  expect(() => parse([sharding({ chunk_shape: [1, 1] })], [4096, 4096])).toThrow(
    expect.objectContaining({ code: 'file-too-large' }) as Error,
  )
})

test('a codec is a name, or a name with settings', () => {
  expect(settingsOf('gzip')).toEqual({ name: 'gzip', settings: {} })
  expect(settingsOf({ name: 'numcodecs.zlib', configuration: { level: 1 } })).toEqual({
    name: 'zlib',
    settings: { level: 1 },
  })
})
