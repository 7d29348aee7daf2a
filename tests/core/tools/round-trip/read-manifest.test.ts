import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manifestName, type ManifestContent } from '../../../../src-main/contract/input-manifest.ts'
import { digestOf } from '../../../../src-main/core/canonical-json.ts'
import { findManifest, sentAs } from '../../../../src-main/core/tools/round-trip/read-manifest.ts'

const digest = (letter: string) => `sha256:${letter.repeat(64)}` as const
const content: ManifestContent = {
  formatVersion: 1,
  dataset: { digest: digest('d'), name: 'Set' },
  exportedAt: '2026-07-14T00:00:00.000Z',
  seed: 1,
  format: 'tiff',
  cases: [{ case: 'a', file: '001.ome.tif', sha256: digest('1'), imageSha256: digest('a') }],
}

test('is found where it lies, and a case by its image, not by its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-manifest-'))
  expect(await findManifest(join(folder, 'none'))).toBeNull()
  await writeFile(
    join(folder, manifestName),
    JSON.stringify({ ...content, digest: digestOf(content) }),
  )
  const found = (await findManifest(folder))!
  expect((await findManifest(join(folder, 'masks')))!.path).toBe(found.path)
  expect(sentAs(found, 'renamed', digest('a')).file).toBe('001.ome.tif')
  expect(() => sentAs(found, 'a', digest('b'))).toThrow(/its image has changed/)
  expect(() => sentAs(found, 'z', digest('b'))).toThrow(
    /Case z was not among the inputs .* 1 cases of Set/,
  )
  await rm(folder, { recursive: true })
})
