/** HDF5 files as an `ImageSource`: ilastik, Imaris, BigDataViewer, and any other with arrays of numbers. */
import { stat } from 'node:fs/promises'
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import type { OpenOptions } from '../open-options.ts'
import { product, storedBytesPerPixel } from '../pixel-types.ts'
import type { ImageSource } from '../types.ts'
import { arrayByName, findArrays } from './arrays.ts'
import { bigDataViewerLayout, isBigDataViewer } from './big-data-viewer.ts'
import { askHdf5 } from './hdf5-client.ts'
import type { Hdf5Image, Hdf5Layout } from './hdf5-image.ts'
import type { Attributes, Hdf5Child } from './hdf5-protocol.ts'
import { createHdf5Source } from './hdf5-source.ts'
import { imarisLayout, isImaris } from './imaris.ts'

/** At the start, or behind a block of another format such as MATLAB's. */
export function isHdf5(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1')
  return text.startsWith('\x89HDF\r\n\x1a\n') || /^MATLAB 7\.3 MAT-file/.test(text)
}

/** Sources that are open per file; the library lets go of a file with the last one. */
const openSources = new Map<string, number>()

/**
 * `inner` names a dataset or a group inside the file; else all images of it are its series. TouchstoneError
 * 'format-corrupt', 'file-truncated', 'format-not-supported' (no image inside, and what there is),
 * 'unsupported-encoding', 'not-found' (no such dataset), or 'bad-request' (no such series).
 */
export async function openHdf5(
  path: string,
  options: OpenOptions,
  inner: string,
): Promise<ImageSource> {
  openSources.set(path, (openSources.get(path) ?? 0) + 1)
  try {
    const { size } = await stat(path)
    const layout = await layoutOf(path, inner.replaceAll(/^\/+|\/+$/g, ''))
    const index = options.series ?? 0
    const chosen = layout.candidates[index]
    if (chosen === undefined) {
      throw new TouchstoneError(
        'bad-request',
        `${path}: series ${index} was asked for, and it holds ${counted(layout.candidates.length, 'image')}, counted from 0.`,
        { path, series: index, images: layout.candidates.length },
      )
    }
    const image = await chosen.open()
    await requireWhole(path, size, image)
    const about = {
      format: layout.format,
      series: layout.candidates.map(({ series }) => series),
      seriesIndex: index,
      warnings: layout.warnings,
    }
    return createHdf5Source(path, size, image, about, () => letGo(path))
  } catch (error) {
    await letGo(path)
    throw error
  }
}

async function letGo(path: string): Promise<void> {
  const left = (openSources.get(path) ?? 1) - 1
  if (left > 0) {
    openSources.set(path, left)
    return
  }
  openSources.delete(path)
  await askHdf5(path, { kind: 'close' }).catch(() => undefined)
}

async function layoutOf(path: string, inner: string): Promise<Hdf5Layout> {
  const { children: root } = await askHdf5(path, { kind: 'children', group: '/' })
  if (inner !== '' && (await kindOf(path, root, inner)) === 'dataset') {
    const found = await arrayByName(path, inner)
    if (found === undefined) throw notAnImage(path, [inner])
    return { format: 'hdf5', candidates: [found], warnings: [] }
  }
  if (inner === '' && isImaris(root)) return imarisLayout(path)
  if (inner === '' && isBigDataViewer(root)) return bigDataViewerLayout(path, root)
  const other = inner === '' ? await otherContent(path, root) : undefined
  if (other !== undefined) {
    throw new TouchstoneError(
      'format-not-supported',
      `${path} is ${other}, not an image; export the image it was made from as OME-TIFF.`,
      { path },
    )
  }
  const { candidates, others, warnings } = await findArrays(path, inner)
  if (candidates.length === 0) throw notAnImage(path, others)
  return { format: 'hdf5', candidates, warnings }
}

/** Walks name by name, so that nothing is asked of the library that is not there. */
async function kindOf(
  path: string,
  root: readonly Hdf5Child[],
  inner: string,
): Promise<Hdf5Child['kind']> {
  let children = root
  let at = ''
  for (const [depth, name] of inner.split('/').entries()) {
    const child = children.find((each) => each.name === name)
    at = at === '' ? name : `${at}/${name}`
    if (child === undefined || child.kind === 'link' || child.kind === 'other') {
      const there = children.map((each) => each.name).slice(0, 8)
      throw new TouchstoneError(
        'not-found',
        `${path} has no dataset or group /${at}; there are ${there.join(', ') || 'none'}.`,
        { path, inner, there },
      )
    }
    if (depth === inner.split('/').length - 1) return child.kind
    children =
      child.kind === 'group' ? (await askHdf5(path, { kind: 'children', group: at })).children : []
  }
  return 'group'
}

/** Well-known files that hold arrays of numbers which are no images. */
async function otherContent(path: string, root: readonly Hdf5Child[]): Promise<string | undefined> {
  const names = new Set(root.map(({ name }) => name))
  const attributes: Attributes = await askHdf5(path, { kind: 'attributes', object: '/' })
  if (attributes['encoding-type'] === 'anndata' || ['X', 'obs', 'var'].every((n) => names.has(n))) {
    return 'an AnnData table (.h5ad: cells and their measurements)'
  }
  if (names.has('model_weights') || 'keras_version' in attributes) return 'a Keras model'
  if (['matrix', 'row_attrs', 'col_attrs'].every((name) => names.has(name))) return 'a loom table'
  return undefined
}

function notAnImage(path: string, others: readonly string[]): TouchstoneError {
  const inside =
    others.length === 0
      ? 'no datasets'
      : `${others.slice(0, 8).join(', ')}${others.length > 8 ? ` and ${others.length - 8} more` : ''}`
  return new TouchstoneError(
    'format-not-supported',
    `${path} is an HDF5 file without an image: it holds ${inside}; arrays of numbers with 2 to 6 axes are read.`,
    { path, inside: others },
  )
}

/** Values in one piece without compression take their full size. */
async function requireWhole(path: string, sizeBytes: number, image: Hdf5Image): Promise<void> {
  const { name, dataset } = await image.part(
    0,
    Array.from({ length: image.leadAxes }, () => 0),
  )
  const neededBytes = product(dataset.shape) * storedBytesPerPixel(image.dtype)
  if (dataset.chunks !== null || neededBytes <= sizeBytes) return
  throw new TouchstoneError(
    'file-truncated',
    `${path}: /${name} needs ${neededBytes} bytes and the file has ${sizeBytes}; it is cut off, or its values were never written. Copy or export it again.`,
    { path, neededBytes, sizeBytes },
  )
}
