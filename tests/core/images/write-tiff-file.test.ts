import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { digestOfFile } from '../../../src-main/core/images/file-digest.ts'
import { writeTiffFile } from '../../../src-main/core/images/write-tiff-file.ts'
import { temporaryFolder } from '../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const description = {
  dtype: 'uint8',
  size: { t: 1, c: 1, z: 1, height: 16, width: 16, samples: 1 },
  pixelSizeUm: 'uncalibrated',
  reduction: 'mean',
  compression: { method: 'deflate', level: 1 },
} as const

test('the file is complete and its hash is that of its bytes', async () => {
  const path = join(folder.path, 'a.ome.tif')
  const written = await writeTiffFile(path, description, (writer) =>
    writer.writeTile(0, 0, 0, new Uint8Array(256).fill(3)),
  )
  expect(written).toEqual({ sha256: await digestOfFile(path), sizeBytes: (await stat(path)).size })
})

test('a producer that fails half-way leaves nothing', async () => {
  const path = join(folder.path, 'b.ome.tif')
  const writing = writeTiffFile(path, description, async (writer) => {
    await writer.writeTile(0, 0, 0, new Uint8Array(256).fill(3))
    throw new RangeError('stopped')
  })
  await expect(writing).rejects.toThrow('stopped')
  expect(existsSync(path)).toBe(false)
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([])
})

test.skipIf(process.platform === 'win32')(
  'a process that is killed half-way leaves nothing under the final name',
  () => {
    const path = join(folder.path, 'killed', 'c.ome.tif')
    mkdirSync(join(folder.path, 'killed'))
    const source = join(import.meta.dirname, '../../../src-main/core/images/write-tiff-file.ts')
    const script = `
    import { writeTiffFile } from ${JSON.stringify(pathToFileURL(source).href)}
    const size = { t: 1, c: 1, z: 2, height: 512, width: 512, samples: 1 }
    const description = { ...${JSON.stringify(description)}, size }
    await writeTiffFile(${JSON.stringify(path)}, description, async (writer) => {
      const noise = Uint8Array.from({ length: 512 * 512 }, () => 1 + Math.random() * 254)
      await writer.writeTile(0, 0, 0, noise)
      process.kill(process.pid, 'SIGKILL')
      await new Promise(() => setInterval(() => undefined, 1000))
    })`
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script])
    expect(signal).toBe('SIGKILL')
    expect(readdirSync(join(folder.path, 'killed'))).toEqual([
      expect.stringMatching(/^\.c\..*\.part$/),
    ])
  },
)
