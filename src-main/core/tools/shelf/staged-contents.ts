/** What lies in a staged package: its description, its files with their hashes, the pictures that a page may show. */
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import { requireHash, sha256OfFile } from '../../inference/weights-file.ts'
import { readYaml } from '../../models/descriptions/read-yaml.ts'
import { locateDescription } from '../../models/packages/locate-description.ts'
import { coverHeadBytes, coverType, largestCoverBytes } from './cover-type.ts'
import { namedFiles } from './named-files.ts'
import type { StagedPackage } from './stage-package.ts'
import type { StoredTool } from './stored-tool.ts'

/** No package has so many; what is inside a folder is listed with its hashes. */
const mostFiles = 5_000

/** Null for weights without one. */
export async function documentOf(staged: StagedPackage): Promise<unknown> {
  if (staged.kind !== 'package') return null
  const found = await locateDescription(staged.folder, staged.folder)
  return readYaml(await readFile(found.path), basename(found.path))
}

/** Every stated hash of a file that is there; a file that must be there and is not is refused later. */
export async function verifyNamed(folder: string, document: unknown): Promise<void> {
  for (const { source, sha256 } of namedFiles(document)) {
    if (sha256 === null || /^[a-z][a-z0-9+.-]*:/i.test(source)) continue
    const path = join(folder, source)
    if (relative(folder, path).startsWith('..')) continue
    const isThere = await stat(path).catch(() => null)
    if (isThere?.isFile()) requireHash(path, sha256, await sha256OfFile(path))
  }
}

/** Those that are pictures a page may show. */
export async function coversIn(folder: string, covers: readonly string[]): Promise<string[]> {
  const shown: string[] = []
  for (const cover of covers) {
    const path = join(folder, cover)
    if (relative(folder, path).startsWith('..')) continue
    const found = await stat(path).catch(() => null)
    if (!found?.isFile() || found.size > largestCoverBytes) continue
    const file = await open(path, 'r')
    try {
      const head = Buffer.alloc(coverHeadBytes)
      await file.read(head, 0, head.length, 0)
      if (coverType(head) !== null) shown.push(relative(folder, path).replaceAll('\\', '/'))
    } finally {
      await file.close()
    }
  }
  return shown
}

/** Throws `file-too-large` where there are too many. */
export async function listFiles(folder: string): Promise<StoredTool['files']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  if (paths.length > mostFiles)
    throw new TouchstoneError(
      'file-too-large',
      `The package holds ${paths.length} files; at most ${mostFiles} are installed.`,
    )
  const files: StoredTool['files'] = []
  for (const path of paths) {
    files.push({
      path: relative(folder, path).replaceAll('\\', '/'),
      bytes: (await stat(path)).size,
      sha256: await sha256OfFile(path),
    })
  }
  return files
}
