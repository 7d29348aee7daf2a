import { expect, test } from 'vitest'
import type { TiffDirectory } from '../../../../src-main/core/images/tiff/directory.ts'
import { readImageJMetadata } from '../../../../src-main/core/images/tiff/imagej-metadata.ts'

/** The two tags as ImageJ writes them: types and counts, then values. */
function page(parts: readonly [type: string, values: readonly Buffer[]][]): TiffDirectory {
  const header = Buffer.alloc(4 + 8 * parts.length)
  header.write('JIJI', 'latin1')
  for (const [i, [type, values]] of parts.entries()) {
    header.writeUInt32LE(Buffer.from(type, 'latin1').readUInt32BE(0), 4 + 8 * i)
    header.writeUInt32LE(values.length, 8 + 8 * i)
  }
  const values = parts.flatMap(([, list]) => list)
  const bytes = Buffer.concat([header, ...values])
  return {
    count: (tag) => (tag === 50838 ? values.length + 1 : bytes.length),
    numbers: async () => [header.length, ...values.map(({ length }) => length)],
    bytes: async () => bytes,
  } as Partial<TiffDirectory> as TiffDirectory
}

const text = (value: string): Buffer => Buffer.from(value, 'utf16le')
const table = (r: number, g: number, b: number): Buffer =>
  Buffer.concat(
    [r, g, b].map((v) => Buffer.from(Array.from({ length: 256 }, (_, i) => (v * i) / 255))),
  )

test('lookup tables give colours, labels and Info give facts', async () => {
  const metadata = await readImageJMetadata(
    page([
      ['info', [text('Exposure = 20 ms\nLens: 40x\nno pair')]],
      ['labl', [text('c:1/2 z:1/3'), text('c:2/2 z:1/3')]],
      ['luts', [table(255, 0, 0), table(0, 255, 128)]],
    ]),
    true,
  )
  expect(metadata.channels).toEqual([{ color: '#ff0000' }, { color: '#00ff80' }])
  expect(metadata.facts).toEqual([
    { name: 'First slice label', value: 'c:1/2 z:1/3' },
    { name: 'Exposure', value: '20 ms' },
    { name: 'Lens', value: '40x' },
  ])
})

test('text without pairs is one fact', async () => {
  const { facts } = await readImageJMetadata(page([['info', [text('a plain note')]]]), true)
  expect(facts).toEqual([{ name: 'Info', value: 'a plain note' }])
})

test('absent, cut or nonsensical metadata never keep an image from being read', async () => {
  const none = { channels: [], facts: [] }
  const whole = page([['luts', [table(255, 0, 0)]]])
  const absent = { ...whole, count: () => 0 }
  expect(await readImageJMetadata(absent, true)).toEqual(none)
  const cut = { ...whole, bytes: async () => (await whole.bytes(0))!.slice(0, 100) }
  expect(await readImageJMetadata(cut, true)).toEqual(none)
  const wrong = { ...whole, numbers: async () => [1e9, 5] }
  expect(await readImageJMetadata(wrong, true)).toEqual(none)
})
