/** A folder as a collection: the packages in it, whichever of the known forms they have. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

export interface FoundPackage {
  /** Relative to the folder, with forward slashes. */
  readonly id: string
  readonly kind: 'folder' | 'zip' | 'description'
  /** The folder, the zip or the description itself. */
  readonly path: string
}

const deepest = 3
const mostFolders = 5_000

/** Sorted by path. A folder with a description is one package, and nothing below it is looked at. */
export async function listPackages(folder: string): Promise<readonly FoundPackage[]> {
  const found: FoundPackage[] = []
  let folders = 0
  const visit = async (path: string, way: string, depth: number): Promise<void> => {
    folders += 1
    if (folders > mostFolders) return
    const entries = (await readdir(path, { withFileTypes: true }).catch(() => []))
      .filter(({ name }) => !name.startsWith('.') && name !== '__MACOSX')
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
    if (depth > 0 && isPackage(names)) {
      found.push({ id: way, kind: 'folder', path })
      return
    }
    for (const entry of entries) {
      const id = way === '' ? entry.name : `${way}/${entry.name}`
      const inside = join(path, entry.name)
      if (entry.isDirectory()) {
        if (depth < deepest) await visit(inside, id, depth + 1)
      } else if (/\.zip$/i.test(entry.name)) found.push({ id, kind: 'zip', path: inside })
      else if (/\.ya?ml$/i.test(entry.name)) found.push({ id, kind: 'description', path: inside })
    }
  }
  await visit(folder, '', 0)
  return found
}

/** As `locateDescription` decides: one of the two names, else exactly one of the others. */
function isPackage(names: readonly string[]): boolean {
  if (names.includes('rdf.yaml') || names.includes('bioimageio.yaml')) return true
  return names.filter((name) => /\.(bioimageio|model)\.ya?ml$/.test(name)).length === 1
}
