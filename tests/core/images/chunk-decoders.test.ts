import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodeChunkTask, decodeInPlace } from '../../../src-main/core/images/chunk-decoders.ts'
import type { PageLayout } from '../../../src-main/core/images/tiff/page-layout.ts'
import { ramp } from '../../fixtures/images/encode-tiff.ts'

const page: PageLayout = {
  width: 4,
  height: 2,
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
  jpegTables: null,
  faxOptions: 0,
  lercCompression: 0,
  tiled: false,
  chunkWidth: 4,
  chunkHeight: 2,
  chunksAcross: 1,
  chunksDown: 1,
}
const task = {
  kind: 'tiff',
  path: 'a.tif',
  stored: deflateSync(ramp(8, 3)),
  layout: { page, littleEndian: true, rows: 2 },
}

test('a task names its decoder and carries all that it needs, through a message too', async () => {
  expect([...(await decodeChunkTask(structuredClone(task)))]).toEqual([...ramp(8, 3)])
})

test('an unknown kind is told', async () => {
  await expect(decodeChunkTask({ ...task, kind: 'none' })).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('none') as string,
  })
})

test('nothing is decoded for a caller that has gone', async () => {
  await expect(decodeInPlace.decode(task, AbortSignal.abort())).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect([...(await decodeInPlace.decode(task))]).toEqual([...ramp(8, 3)])
})
