import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderListingSchema } from '../../../src-main/contract/routes.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }
const folders = async () => {
  const under = await coreUnderTest(script)
  const base = join(under.workspaceDir, 'base')
  for (const name of ['b10', 'b9', '.hidden']) mkdirSync(join(base, name), { recursive: true })
  writeFileSync(join(base, 'a.tif'), '')
  const list = async (path: string) =>
    folderListingSchema.parse(
      await (await under.get(`/api/folders?path=${encodeURIComponent(path)}`)).json(),
    )
  return { ...under, base, list }
}

test('folders first, numbers in their order, hidden entries left out', async () => {
  const { base, list } = await folders()
  const listing = await list(base)
  expect(listing.entries.map((entry) => `${entry.kind} ${entry.name}`)).toEqual([
    'folder b9',
    'folder b10',
    'file a.tif',
  ])
  expect(listing).toMatchObject({ path: base, truncated: false })
})

test('a root has no way up', async () => {
  const { workspaceDir, base, list } = await folders()
  expect((await list(base)).parent).toBe(workspaceDir)
  expect((await list(workspaceDir)).parent).toBeNull()
})

test('folders outside the roots and files are refused', async () => {
  const { get, base } = await folders()
  expect((await get('/api/folders?path=/etc')).status).toBe(403)
  expect((await get(`/api/folders?path=${encodeURIComponent(join(base, 'a.tif'))}`)).status).toBe(
    400,
  )
  expect((await get('/api/folders?path=relative')).status).toBe(400)
})

test('without a path the first root is listed', async () => {
  const { get, workspaceDir } = await folders()
  expect(folderListingSchema.parse(await (await get('/api/folders')).json()).path).toBe(
    workspaceDir,
  )
})
