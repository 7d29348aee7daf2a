/** A companion file (`*.companion.ome`): OME-XML alone, whose planes stand in TIFF files of the same folder. */
import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import type { OpenOptions } from '../open-options.ts'
import type { ImageSource } from '../types.ts'
import { createFileSet, type TiffFileSet } from './file-set.ts'
import { isOmeXml, parseOmeMetadata } from './ome-metadata.ts'
import { omeSeriesOf } from './ome-series.ts'
import { openListed } from './open-tiff.ts'
import type { TiffFile } from './open-tiff-file.ts'

const mostNamesTold = 3

/** XML with OME's root element near its start; a name alone is not enough. */
export function isOmeCompanion(head: Uint8Array, path: string): boolean {
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart()
  return (
    text.startsWith('<') &&
    (isOmeXml(text) || (extname(path) === '.ome' && text.startsWith('<?xml')))
  )
}

/**
 * The caller closes the source. TouchstoneError 'format-corrupt' where the text describes no image,
 * 'file-not-found' where none of its files is there, or those of `openTiff`.
 */
export async function openOmeCompanion(
  path: string,
  options: OpenOptions = {},
): Promise<ImageSource> {
  const set = createFileSet(path)
  try {
    const text = await readText(set, path)
    const tiff = await firstFile(set, path, text)
    const context = { tiff, set, warnings: [] }
    return await openListed(path, context, () => omeSeriesOf(context, text, undefined), options)
  } catch (error) {
    await set.close()
    throw error
  }
}

async function readText(set: TiffFileSet, path: string): Promise<string> {
  const text = await set.readText(basename(path))
  if (text !== undefined) return text
  // says why it cannot be read, or is a file too long for any set
  await (await open(path)).close()
  throw new TouchstoneError('file-too-large', `${path} is too long for OME metadata.`, { path })
}

/** Any file of the set that is there stands for the set: it tells byte order and layout. */
async function firstFile(set: TiffFileSet, path: string, text: string): Promise<TiffFile> {
  const metadata = parseOmeMetadata(text)
  if (metadata.kind !== 'images') {
    const why = metadata.kind === 'invalid' ? metadata.reason : 'it points to another file'
    throw new TouchstoneError('format-corrupt', `${path} cannot be used: ${why}.`, { path })
  }
  const names = new Set<string>()
  for (const { pixels } of metadata.images) {
    if (typeof pixels === 'string') continue
    for (const { name } of pixels.planes.files) if (name !== undefined) names.add(name)
  }
  for (const name of names) {
    const there = await set.find(name)
    if (there !== undefined) return set.open(there)
  }
  throw new TouchstoneError(
    'file-not-found',
    names.size === 0
      ? `${path} names 0 files, and at least 1 with pixels is needed.`
      : `None of the ${names.size} files that ${path} names is in its folder (${[...names].slice(0, mostNamesTold).join(', ')}); bring them there.`,
    { path, files: [...names].slice(0, 10) },
  )
}
