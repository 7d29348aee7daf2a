/** The shelf of a workspace: the models installed in `tools/<digest>/`, and what killed processes left there. */
import { open, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import type { SeamCheck } from '../../contract/model-check.ts'
import type { InstalledTool } from '../../contract/shelf.ts'
import { digestSchema, type Digest } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { coverHeadBytes, coverType, largestCoverBytes } from '../tools/shelf/cover-type.ts'
import { readStoredTool } from '../tools/shelf/read-stored-tool.ts'
import {
  onWire,
  storedToolName,
  toolFolderName,
  unfinishedPrefix,
  withPlaces,
  type StoredTool,
} from '../tools/shelf/stored-tool.ts'

export interface InstalledTools {
  /** The newest first. */
  list(): Promise<readonly InstalledTool[]>
  stored(): Promise<readonly StoredTool[]>
  /** Throws `not-found`. */
  tool(digest: string): Promise<InstalledTool>
  /** Bytes and media type; throws `not-found` for anything that is no picture. */
  cover(digest: string, index: number): Promise<{ readonly bytes: Buffer; readonly type: string }>
  /** Adds what was measured after it was installed; nothing where it was removed meanwhile. */
  keepSeam(digest: Digest, seam: SeamCheck): Promise<void>
  /** Throws `not-found`, and `conflict` where another program holds its files. */
  remove(digest: string, processId: number): Promise<InstalledTool>
  /** Never throws: what cannot be removed now is tried at the next start. */
  removeUnfinished(isAlive: (processId: number) => boolean): Promise<void>
}

export function createInstalledTools(toolsDir: string): InstalledTools {
  async function stored(): Promise<readonly StoredTool[]> {
    const names = (await readdir(toolsDir).catch(() => [])).filter((name) =>
      /^[0-9a-f]{64}$/.test(name),
    )
    const found = await Promise.all(names.map((name) => readStoredTool(join(toolsDir, name))))
    return found
      .filter((tool, at) => tool !== null && toolFolderName(tool.digest) === names[at])
      .filter((tool) => tool !== null)
      .toSorted((a, b) => (a.installedAt < b.installedAt ? 1 : -1))
  }
  async function one(digest: string): Promise<{ tool: StoredTool; folder: string }> {
    const known = digestSchema.safeParse(digest)
    const folder = known.success ? folderOf(known.data) : null
    const tool = folder === null ? null : await readStoredTool(folder)
    if (folder === null || tool === null)
      throw new TouchstoneError('not-found', `There is no installed model ${digest}.`)
    return { tool, folder }
  }
  const folderOf = (digest: Digest): string => join(toolsDir, toolFolderName(digest))

  return {
    stored,
    list: async () => (await stored()).map((tool) => onWire(tool, folderOf(tool.digest))),
    tool: async (digest) => {
      const { tool, folder } = await one(digest)
      return onWire(tool, folder)
    },
    cover: async (digest, index) => {
      const { tool, folder } = await one(digest)
      const cover = tool.covers[index]
      const picture = cover === undefined ? null : await readPicture(folder, cover)
      if (picture !== null) return picture
      throw new TouchstoneError('not-found', `${tool.name} has no cover ${index} to show.`)
    },
    keepSeam: async (digest, seam) => {
      const folder = folderOf(digest)
      const tool = await readStoredTool(folder)
      if (tool === null) return
      const inside = (place: string): string => relative(folder, place)
      const { seam: kept } = withPlaces({ check: tool.check, seam }, inside)
      const file = join(folder, storedToolName)
      await writeFile(`${file}.new`, `${JSON.stringify({ ...tool, seam: kept }, null, 2)}\n`)
      await rename(`${file}.new`, file)
    },
    remove: async (digest, processId) => {
      const { tool, folder } = await one(digest)
      // Renamed first, so that it is gone as a whole or still there.
      const leaving = join(
        toolsDir,
        `${unfinishedPrefix}${processId}-${toolFolderName(tool.digest)}`,
      )
      await rename(folder, leaving).catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
        throw new TouchstoneError(
          'conflict',
          `The files of ${tool.name} in ${folder} cannot be removed now (${code}); another program may hold them open.`,
        )
      })
      await rm(leaving, { recursive: true, force: true }).catch(() => undefined)
      return onWire(tool, folder)
    },
    removeUnfinished: async (isAlive) => {
      for (const name of await readdir(toolsDir).catch(() => [])) {
        if (!name.startsWith(unfinishedPrefix)) continue
        const owner = Number(/^\d+/.exec(name.slice(unfinishedPrefix.length))?.[0] ?? Number.NaN)
        if (Number.isInteger(owner) && isAlive(owner)) continue
        await rm(join(toolsDir, name), { recursive: true, force: true }).catch(() => undefined)
      }
    },
  }
}

/** Null for what is missing, too large, outside the folder or no picture. */
async function readPicture(
  folder: string,
  cover: string,
): Promise<{ readonly bytes: Buffer; readonly type: string } | null> {
  const path = await realpath(join(folder, cover)).catch(() => null)
  const way = path === null ? '..' : relative(await realpath(folder), path)
  if (path === null || way.startsWith('..') || isAbsolute(way)) return null
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return null
  try {
    const { size } = await file.stat()
    if (size > largestCoverBytes) return null
    const bytes = await file.readFile()
    const type = coverType(bytes.subarray(0, coverHeadBytes))
    return type === null ? null : { bytes, type }
  } finally {
    await file.close()
  }
}
