/** The fields of a plate as a list of images (NGFF, high-content screening). */
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import type { SeriesInfo } from '../types.ts'
import { inOrder } from './in-order.ts'
import { readNode } from './node.ts'
import { readWell, type Plate } from './ome-metadata.ts'
import { joinKey, pathOfKey, type ZarrStore } from './store.ts'

/** One image of a store: the group of its levels, found at once or only when it is opened. */
export interface SeriesEntry {
  readonly info: SeriesInfo
  /** Key of the group with `multiscales`, or of an array. TouchstoneError 'file-not-found' for one that is gone. */
  readonly locate: () => Promise<string>
  /** Which entry of `multiscales`. */
  readonly multiscale: number
}

export interface SeriesList {
  readonly entries: readonly SeriesEntry[]
  readonly warnings: readonly string[]
}

interface Place {
  readonly row: string
  readonly column: string
}

const readsAtOnce = 16

/** Where the plate says that no well has more than one field, wells are read only when they are opened. */
export async function listPlate(store: ZarrStore, key: string, plate: Plate): Promise<SeriesList> {
  const wells = plate.wells.map((well) => ({
    key: joinKey(store.path, key, well.path),
    place: placeOf(plate, well),
  }))
  if (plate.field_count === 1) {
    return { entries: wells.map((well) => lazyField(store, well.key, well.place)), warnings: [] }
  }
  const gone: string[] = []
  const lists = await inOrder(wells, readsAtOnce, async (well) => {
    const node = await readNode(store, well.key)
    if (node === undefined) gone.push(well.key)
    return node === undefined ? [] : wellFields(store, well.key, readWell(node) ?? [], well.place)
  })
  if (wells.length > 0 && gone.length === wells.length) throw goneError(store, gone[0]!)
  const warnings =
    gone.length === 0
      ? []
      : [
          `${counted(gone.length, 'well')} of the ${wells.length} that the plate names are gone, ${gone.sort()[0]!} for instance.`,
        ]
  return { entries: lists.flat(), warnings }
}

/** The fields of one well; its row and column from its place, or from its path `A/1`. */
export function wellFields(
  store: ZarrStore,
  key: string,
  paths: readonly string[],
  place: Place = placeOfPath(key),
): readonly SeriesEntry[] {
  return paths.map((path, field) => {
    const image = joinKey(store.path, key, path)
    return {
      info: fieldInfo(place, field),
      locate: () => Promise.resolve(image),
      multiscale: 0,
    }
  })
}

function lazyField(store: ZarrStore, key: string, place: Place): SeriesEntry {
  return {
    info: fieldInfo(place, 0),
    multiscale: 0,
    async locate() {
      const node = await readNode(store, key)
      const [first] = node === undefined ? [] : (readWell(node) ?? [])
      if (first === undefined) throw goneError(store, key)
      return joinKey(store.path, key, first)
    },
  }
}

function fieldInfo({ row, column }: Place, field: number): SeriesInfo {
  return { name: `${row}${column} field ${field + 1}`, kind: 'image', well: { row, column, field } }
}

function placeOf(plate: Plate, { path, rowIndex, columnIndex }: Plate['wells'][number]): Place {
  const byPath = placeOfPath(path)
  return {
    row: plate.rows?.[rowIndex ?? -1]?.name ?? byPath.row,
    column: plate.columns?.[columnIndex ?? -1]?.name ?? byPath.column,
  }
}

function placeOfPath(path: string): Place {
  const [row = '', column = ''] = path.split('/').slice(-2)
  return { row, column }
}

function goneError(store: ZarrStore, key: string): TouchstoneError {
  const path = pathOfKey(store, key)
  return new TouchstoneError(
    'file-not-found',
    `The plate ${store.path} names the well ${path}, which is gone or has no field; copy the plate again with all its folders.`,
    { path },
  )
}
