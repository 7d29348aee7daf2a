/**
 * Where a Zarr store keeps its documents and chunks: a folder or a zip. Keys are relative paths with `/`.
 * An absent key is `undefined`, never an error: absent chunks stand for the fill value.
 */
import { TouchstoneError } from '../../errors.ts'

export interface ZarrStore {
  /** Of the folder or zip, for messages. */
  readonly path: string
  /** The whole value. TouchstoneError 'file-too-large' above `limitBytes`. */
  read(key: string, limitBytes: number): Promise<Uint8Array | undefined>
  /** Whether there is a value, without opening it. */
  has(key: string): Promise<boolean>
  /** Its size in bytes. */
  size(key: string): Promise<number | undefined>
  /** A part; TouchstoneError 'file-truncated' beyond the end. */
  readRange(key: string, offset: number, length: number): Promise<Uint8Array | undefined>
  /** Names of what may be groups and arrays below `group`, in the order of their code units. */
  children(group: string): Promise<readonly string[]>
  close(): Promise<void>
}

/** The documents by which groups and arrays are known. */
export const nodeDocuments = ['zarr.json', '.zarray', '.zgroup', '.zattrs'] as const

/**
 * The key of `relative` below `base`; `./0` and `0/` are `0`. TouchstoneError 'not-allowed' for absolute
 * paths and for `..`, whatever they would lead to.
 */
export function joinKey(storePath: string, base: string, relative: string): string {
  const parts = relative.split('/').filter((part) => part !== '' && part !== '.')
  const leaves =
    relative.startsWith('/') || /[\\\0]|^[a-zA-Z]:/.test(relative) || parts.includes('..')
  if (leaves) {
    throw new TouchstoneError(
      'not-allowed',
      `${storePath} names ${JSON.stringify(relative.slice(0, 120))}, which leads out of the store; such paths are not followed.`,
      { path: storePath, named: relative.slice(0, 1000) },
    )
  }
  return [...(base === '' ? [] : [base]), ...parts].join('/')
}

/** For messages: the value as a file of the store. */
export function pathOfKey(store: { readonly path: string }, key: string): string {
  return key === '' ? store.path : `${store.path}/${key}`
}
