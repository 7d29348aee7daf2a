import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { zipBytes } from '../../../src-main/core/exports/zip-bytes.ts'
import { openZip } from '../../../src-main/core/images/zip/open-zip.ts'

const entries = [
  ['first.roi', Uint8Array.from([1, 2, 3])],
  ['größer.roi', new Uint8Array(5000)],
  ['empty', new Uint8Array(0)],
] as const

test('is read by others and by us, and is the same each time', async () => {
  const bytes = zipBytes(entries)
  expect(zipBytes(entries)).toEqual(bytes)
  expect(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, content.length])).toEqual(
    [
      ['first.roi', 3],
      ['größer.roi', 5000],
      ['empty', 0],
    ],
  )
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-zip-'))
  await writeFile(join(folder, 'a.zip'), bytes)
  const zip = await openZip(join(folder, 'a.zip'))
  expect(zip.names()).toEqual(entries.map(([name]) => name))
  expect([...(await zip.read(zip.find('first.roi')!, 10))]).toEqual([1, 2, 3])
  await zip.close()
  await rm(folder, { recursive: true })
})
