/** A Zarr store in a zip, at its root or in a folder of it. */
import type { ZipArchive } from '../zip/open-zip.ts'
import { nodeDocuments, type ZarrStore } from './store.ts'

/** `root` is the store's folder in the archive, '' for all of it. Closing the store closes the archive. */
export function zipStore(archive: ZipArchive, root: string): ZarrStore {
  const inArchive = (key: string): string => [root, key].filter((part) => part !== '').join('/')
  let groups: ReadonlyMap<string, ReadonlySet<string>> | undefined
  return {
    path: root === '' ? archive.path : `${archive.path}/${root}`,
    async read(key, limitBytes) {
      const entry = archive.find(inArchive(key))
      return entry && archive.read(entry, limitBytes)
    },
    has: (key) => Promise.resolve(archive.find(inArchive(key)) !== undefined),
    size: (key) => Promise.resolve(archive.find(inArchive(key))?.sizeBytes),
    async readRange(key, offset, length) {
      const entry = archive.find(inArchive(key))
      return entry && archive.readRange(entry, offset, length)
    },
    children(group) {
      groups ??= childrenOfGroups(nodesOf(archive))
      return Promise.resolve([...(groups.get(inArchive(group)) ?? [])].sort())
    },
    close: () => archive.close(),
  }
}

/** Folders of the archive that hold a document of Zarr; '' is the archive itself. */
export function nodesOf(archive: ZipArchive): readonly string[] {
  return archive
    .namesEndingIn(nodeDocuments)
    .map((name) => name.slice(0, Math.max(0, name.lastIndexOf('/'))))
}

/**
 * Where the store is: the archive itself, or the one folder of it that has all documents of Zarr. Undefined
 * where there are none.
 */
export function zipRoot(archive: ZipArchive): string | undefined {
  const nodes = nodesOf(archive).filter((node) => !node.startsWith('__MACOSX/'))
  if (nodes.length === 0) return undefined
  if (nodes.includes('')) return ''
  const tops = new Set(nodes.map((node) => node.split('/')[0]!))
  return tops.size === 1 ? [...tops][0]! : ''
}

function childrenOfGroups(nodes: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>()
  for (const node of nodes) {
    const parts = node === '' ? [] : node.split('/')
    for (let depth = 0; depth < parts.length; depth++) {
      const group = parts.slice(0, depth).join('/')
      const children = groups.get(group) ?? new Set<string>()
      groups.set(group, children.add(parts[depth]!))
    }
  }
  return groups
}
