/**
 * The images that a node of a store holds, in an order that never depends on which of them is opened: an
 * image and its labels, the fields of a plate, the series of bioformats2raw, or all arrays of a plain group.
 */
import { TouchstoneError } from '../../errors.ts'
import { inOrder } from './in-order.ts'
import { readNode, type ZarrNode } from './node.ts'
import {
  isBioformats2raw,
  isLabelImage,
  readLabelNames,
  readMultiscales,
  readPlate,
  readSeriesPaths,
  readWell,
} from './ome-metadata.ts'
import { listPlate, wellFields, type SeriesEntry, type SeriesList } from './plate-wells.ts'
import { joinKey, pathOfKey, type ZarrStore } from './store.ts'
import { walkGroup } from './walk-group.ts'

const readsAtOnce = 16
const mostSeries = 10_000

/** TouchstoneError 'format-not-supported' for a group without images. */
export async function listSeries(store: ZarrStore, node: ZarrNode): Promise<SeriesList> {
  const list = await findSeries(store, node)
  if (list.entries.length > 0) return list
  throw new TouchstoneError(
    'format-not-supported',
    `${pathOfKey(store, node.key)} is a Zarr group without any image or array in it.`,
    { path: pathOfKey(store, node.key) },
  )
}

async function findSeries(store: ZarrStore, node: ZarrNode): Promise<SeriesList> {
  if (node.kind === 'array')
    return { entries: [entryOf(node.key, lastPart(node.key))], warnings: [] }
  const plate = readPlate(node)
  if (plate !== undefined) return listPlate(store, node.key, plate)
  const well = readWell(node)
  if (well !== undefined) return { entries: wellFields(store, node.key, well), warnings: [] }
  const own = imagesOf(node)
  if (own.length > 0) return withLabels(store, [node], own)
  const labels = readLabelNames(node)
  if (labels !== undefined) return labelList(await labelsIn(store, node.key, labels))
  return isBioformats2raw(node) ? listConverted(store, node) : listPlain(store, node)
}

/** Series 0, 1, 2 and so on, unless the group `OME` lists others. */
async function listConverted(store: ZarrStore, root: ZarrNode): Promise<SeriesList> {
  const ome = await readNode(store, joinKey(store.path, root.key, 'OME'))
  const listed = ome && readSeriesPaths(ome)
  const nodes: ZarrNode[] = []
  const gone: string[] = []
  for (let i = 0; i < (listed?.length ?? mostSeries); i++) {
    const key = joinKey(store.path, root.key, listed?.[i] ?? String(i))
    const node = await readNode(store, key)
    if (node !== undefined) nodes.push(node)
    else if (listed === undefined) break
    else gone.push(key)
  }
  if (nodes.length === 0 && gone.length > 0) {
    throw new TouchstoneError(
      'file-not-found',
      `${store.path} names the series ${gone[0]!}, which is gone; copy the store again with all its folders.`,
      { path: store.path, named: gone.slice(0, 20) },
    )
  }
  const list = await withLabels(store, nodes, nodes.flatMap(imagesOf))
  const warnings = gone
    .map((key) => `The series ${key}, which the store names, is gone.`)
    .slice(0, 10)
  return { entries: list.entries, warnings: [...list.warnings, ...warnings] }
}

async function listPlain(store: ZarrStore, group: ZarrNode): Promise<SeriesList> {
  const { nodes, warnings } = await walkGroup(store, group)
  const prefix = group.key === '' ? 0 : group.key.length + 1
  const images = nodes.flatMap((node) =>
    node.kind === 'array' ? [entryOf(node.key, node.key.slice(prefix))] : imagesOf(node),
  )
  return { entries: images, warnings }
}

/** One for each entry of `multiscales`. */
function imagesOf(node: ZarrNode): readonly SeriesEntry[] {
  const kind = isLabelImage(node) ? 'labels' : 'image'
  const all = readMultiscales(node)
  return all.map(({ name }, multiscale) => ({
    info: { name: nameOf(name) ?? (lastPart(node.key) || `image ${multiscale + 1}`), kind },
    locate: () => Promise.resolve(node.key),
    multiscale,
  }))
}

async function withLabels(
  store: ZarrStore,
  nodes: readonly ZarrNode[],
  images: readonly SeriesEntry[],
): Promise<SeriesList> {
  const labels = await inOrder(nodes, readsAtOnce, async ({ key }) => {
    const group = joinKey(store.path, key, 'labels')
    const node = await readNode(store, group)
    const names = node === undefined ? [] : (readLabelNames(node) ?? [])
    return labelsIn(store, group, names)
  })
  const { entries, warnings } = labelList(labels.flat())
  return { entries: [...images, ...entries], warnings }
}

type FoundLabel = SeriesEntry | { readonly gone: string }

function labelsIn(
  store: ZarrStore,
  group: string,
  names: readonly string[],
): Promise<readonly FoundLabel[]> {
  return inOrder(names, readsAtOnce, async (name): Promise<FoundLabel> => {
    const key = joinKey(store.path, group, name)
    const node = await readNode(store, key)
    if (node === undefined) return { gone: key }
    return {
      info: { name, kind: 'labels' },
      locate: () => Promise.resolve(key),
      multiscale: 0,
    }
  })
}

function labelList(found: readonly FoundLabel[]): SeriesList {
  return {
    entries: found.filter((label): label is SeriesEntry => !('gone' in label)),
    warnings: found.flatMap((label) =>
      'gone' in label ? [`The label image ${label.gone}, which the store names, is gone.`] : [],
    ),
  }
}

function entryOf(key: string, name: string): SeriesEntry {
  return {
    info: { name: name === '' ? 'array' : name, kind: 'image' },
    locate: () => Promise.resolve(key),
    multiscale: 0,
  }
}

/** `/` is what some writers put where no name was given. */
function nameOf(name: string | undefined): string | undefined {
  return name === undefined || name === '' || name === '/' ? undefined : name
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}
