/** All images below a group that does not list them: multiscale groups, and arrays of their own. */
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import { largestDocumentBytes, parseJsonDocument } from './json-document.ts'
import { readNode, recordOf, type ZarrNode } from './node.ts'
import { readMultiscales } from './ome-metadata.ts'
import { pathOfKey, type ZarrStore } from './store.ts'

export interface FoundNodes {
  /** In the order of their keys' code units. */
  readonly nodes: readonly ZarrNode[]
  readonly warnings: readonly string[]
}

const mostNodes = 5000
const deepest = 12

/** TouchstoneError 'file-not-found' where arrays are named by the group's metadata and none is there. */
export async function walkGroup(store: ZarrStore, group: ZarrNode): Promise<FoundNodes> {
  const found: ZarrNode[] = []
  const waiting = [{ key: group.key, depth: 0 }]
  let seen = 0
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { key, depth } = next
    for (const name of await store.children(key)) {
      if (++seen > mostNodes) break
      const child = key === '' ? name : `${key}/${name}`
      const node = await readNode(store, child)
      if (node?.kind === 'array' || (node && readMultiscales(node).length > 0)) found.push(node)
      else if (depth < deepest) waiting.push({ key: child, depth: depth + 1 })
    }
  }
  const nodes = found.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const isCut = seen > mostNodes
  const warnings = isCut
    ? [`The store has more than ${mostNodes} folders; images beyond them are not listed.`]
    : await missingArrays(store, group, nodes)
  return { nodes, warnings }
}

/** Consolidated metadata may name what is not there any more. */
async function missingArrays(
  store: ZarrStore,
  group: ZarrNode,
  nodes: readonly ZarrNode[],
): Promise<readonly string[]> {
  const prefix = group.key === '' ? '' : `${group.key}/`
  const named = (await consolidatedArrays(store, group)).map((name) => `${prefix}${name}`)
  const isThere = (name: string): boolean =>
    nodes.some(({ key }) => name === key || name.startsWith(`${key}/`))
  const gone = named.filter((name) => !isThere(name))
  if (gone.length === 0) return []
  if (nodes.length === 0) {
    throw new TouchstoneError(
      'file-not-found',
      `${pathOfKey(store, group.key)} names the array ${gone[0]!.slice(0, 200)}, which is gone; copy the store again with all its folders.`,
      { path: pathOfKey(store, group.key), named: gone.slice(0, 20) },
    )
  }
  return [
    `${counted(gone.length, 'array')} of the ${named.length} that the metadata name are gone, ${gone[0]!.slice(0, 200)} for instance.`,
  ]
}

async function consolidatedArrays(store: ZarrStore, group: ZarrNode): Promise<readonly string[]> {
  if (group.zarrFormat === 3) {
    const listed = recordOf(
      recordOf(recordOf(group.document?.value).consolidated_metadata).metadata,
    )
    return Object.entries(listed)
      .filter(([, document]) => recordOf(document).node_type === 'array')
      .map(([name]) => name)
  }
  const key = group.key === '' ? '.zmetadata' : `${group.key}/.zmetadata`
  const bytes = await store.read(key, largestDocumentBytes)
  if (bytes === undefined) return []
  const { value } = parseJsonDocument(pathOfKey(store, key), bytes)
  return Object.keys(recordOf(recordOf(value).metadata))
    .filter((name) => name.endsWith('/.zarray'))
    .map((name) => name.slice(0, -'/.zarray'.length))
}
