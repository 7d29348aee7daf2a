/** Groups and arrays of a store: their documents, read and told apart, not yet understood. */
import { TouchstoneError } from '../../errors.ts'
import type { ArrayMetadata } from './array-metadata.ts'
import { parseArrayV2 } from './array-v2.ts'
import { parseArrayV3 } from './array-v3.ts'
import {
  largestDocumentBytes,
  parseJsonDocument,
  quoted,
  type JsonDocument,
} from './json-document.ts'
import { pathOfKey, type ZarrStore } from './store.ts'

export interface ZarrNode {
  readonly kind: 'array' | 'group'
  readonly key: string
  readonly zarrFormat: 2 | 3
  /** Of `zarr.json` or `.zarray`; a group of Zarr 2 has none. */
  readonly document: JsonDocument | undefined
  readonly attributes: Attributes
}

export type Attributes = Readonly<Record<string, unknown>>

/** Undefined where nothing of Zarr stands under that key. TouchstoneError 'format-corrupt'. */
export async function readNode(store: ZarrStore, key: string): Promise<ZarrNode | undefined> {
  const read = async (name: string): Promise<JsonDocument | undefined> => {
    const full = key === '' ? name : `${key}/${name}`
    const bytes = await store.read(full, largestDocumentBytes)
    return bytes && parseJsonDocument(pathOfKey(store, full), bytes)
  }
  const own = await read('zarr.json')
  if (own !== undefined) return nodeV3(key, own)
  const array = await read('.zarray')
  const attributes = await read('.zattrs')
  const isNode =
    array !== undefined || attributes !== undefined || (await read('.zgroup')) !== undefined
  if (!isNode) return undefined
  return {
    kind: array === undefined ? 'group' : 'array',
    key,
    zarrFormat: 2,
    document: array,
    attributes: recordOf(attributes?.value),
  }
}

/** TouchstoneErrors as `parseArrayV2` and `parseArrayV3`. */
export function parseArray({ zarrFormat, document }: ZarrNode): ArrayMetadata {
  return zarrFormat === 3 ? parseArrayV3(document!) : parseArrayV2(document!)
}

/** What OME-Zarr adds: under `ome` since version 0.5, directly among the attributes before. */
export function omeAttributes({ attributes }: ZarrNode): Attributes {
  const { ome } = attributes
  return typeof ome === 'object' && ome !== null ? recordOf(ome) : attributes
}

export function recordOf(value: unknown): Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Attributes)
    : {}
}

function nodeV3(key: string, document: JsonDocument): ZarrNode {
  const { node_type: kind, attributes } = recordOf(document.value)
  if (kind !== 'array' && kind !== 'group') {
    throw new TouchstoneError(
      'format-corrupt',
      `${document.path}: node_type is ${quoted(kind)}, and array or group are what Zarr 3 has.`,
      { path: document.path },
    )
  }
  return { kind, key, zarrFormat: 3, document, attributes: recordOf(attributes) }
}
