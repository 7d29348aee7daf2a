import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SeamCheck } from '../../../src-main/contract/model-check.ts'
import { createInstalledTools } from '../../../src-main/core/api/installed-tools.ts'
import { toolFolderName, type StoredTool } from '../../../src-main/core/tools/shelf/stored-tool.ts'
import { storedTool } from '../../fixtures/stored-tool.ts'

let folder = ''
let toolsDir = ''
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-shelf-'))
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => {
  toolsDir = join(folder, String((count += 1)), 'tools')
})

const digestOf = (digit: string): StoredTool['digest'] => `sha256:${digit.repeat(64)}`
function put(tool: StoredTool): string {
  const place = join(toolsDir, toolFolderName(tool.digest))
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'installed.json'), JSON.stringify(tool))
  return place
}
const png = Buffer.from('\x89PNG\r\n\x1a\n pixels', 'latin1')

test('the newest comes first; what is no installed model is passed over', async () => {
  put(storedTool({ digest: digestOf('1'), name: 'Old', installedAt: '2026-01-01T00:00:00.000Z' }))
  put(storedTool({ digest: digestOf('2'), name: 'New', installedAt: '2026-02-01T00:00:00.000Z' }))
  mkdirSync(join(toolsDir, '3'.repeat(64)))
  mkdirSync(join(toolsDir, '.unfinished-1-x'))
  const moved = put(storedTool({ digest: digestOf('4'), name: 'Under another digest' }))
  writeFileSync(
    join(moved, 'installed.json'),
    JSON.stringify(storedTool({ digest: digestOf('5') })),
  )
  const tools = await createInstalledTools(toolsDir).list()
  expect(tools.map(({ name }) => name)).toEqual(['New', 'Old'])
  expect(tools[0]?.reference).toBe(join(toolsDir, '2'.repeat(64)))
})

test('a workspace without models has none', async () => {
  expect(await createInstalledTools(toolsDir).list()).toEqual([])
})

test.each(['none', 'sha256:..', digestOf('9'), `sha256:${'../'.repeat(21)}x`])(
  '%s is not found',
  async (digest) => {
    await expect(createInstalledTools(toolsDir).tool(digest)).rejects.toMatchObject({
      code: 'not-found',
    })
  },
)

test('covers are pictures inside the folder, by their bytes', async () => {
  const covers = ['a.png', 'b.svg', '../../secret.png', 'link.png', 'none.png']
  const place = put(storedTool({ covers }))
  writeFileSync(join(place, 'a.png'), png)
  writeFileSync(join(place, 'b.svg'), '<svg onload="alert(1)"/>')
  writeFileSync(join(toolsDir, '..', 'secret.png'), png)
  symlinkSync(join(toolsDir, '..', 'secret.png'), join(place, 'link.png'))
  const shelf = createInstalledTools(toolsDir)
  const { digest } = storedTool()
  expect(await shelf.cover(digest, 0)).toEqual({ bytes: png, type: 'image/png' })
  for (const index of [1, 2, 3, 4, 5])
    await expect(shelf.cover(digest, index)).rejects.toMatchObject({ code: 'not-found' })
})

test('removing takes the whole folder, and once', async () => {
  const place = put(storedTool({ name: 'Gone' }))
  const shelf = createInstalledTools(toolsDir)
  expect(await shelf.remove(storedTool().digest, 7)).toMatchObject({ name: 'Gone' })
  expect(existsSync(place)).toBe(false)
  expect(readdirSync(toolsDir)).toEqual([])
  await expect(shelf.remove(storedTool().digest, 7)).rejects.toMatchObject({ code: 'not-found' })
})

test('what killed processes left goes, what living ones work on stays', async () => {
  put(storedTool())
  for (const name of ['.unfinished-1-a', '.unfinished-2-b', '.unfinished-x', 'notes'])
    mkdirSync(join(toolsDir, name, 'tool'), { recursive: true })
  await createInstalledTools(toolsDir).removeUnfinished((processId) => processId === 2)
  expect(readdirSync(toolsDir).toSorted()).toEqual([
    ...['.unfinished-2-b', '0'.repeat(64), 'notes'],
  ])
})

test('a seam that was measured later is kept with places inside the folder', async () => {
  const place = put(storedTool())
  const shelf = createInstalledTools(toolsDir)
  const { digest } = storedTool()
  const seam: SeamCheck = {
    status: 'seams',
    message: 'They do not join.',
    haloPx: 0,
    maxAbsDifference: 1,
    percentile99AbsDifference: 0.5,
    tolerance: 0.001,
    sufficientHaloPx: 16,
    map: join(place, 'touchstone-check', 'seams.tif'),
  }
  await shelf.keepSeam(digest, seam)
  expect((await shelf.tool(digest)).seam).toEqual(seam)
  expect((await shelf.stored())[0]?.seam?.map).toBe(join('touchstone-check', 'seams.tif'))
  await rm(place, { recursive: true })
  await shelf.keepSeam(digest, seam)
  expect(existsSync(place)).toBe(false)
})
