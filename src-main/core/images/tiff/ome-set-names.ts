/** The names of the files that belong to an OME-TIFF set, as any of its files or its companion tells them. */
import { open, stat } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'
import { isTiff, openTiffFile } from './open-tiff-file.ts'
import { isOmeCompanion } from './open-ome-companion.ts'
import { isOmeXml, parseOmeMetadata } from './ome-metadata.ts'
import { tag } from './tags.ts'

const longestTextBytes = 256 * 2 ** 20

/**
 * Base names, the file's own left out; empty for a file that stands alone, and for one so damaged that
 * it does not tell. Files that are named need not be there. `head` is the start of the file.
 */
export async function omeSetNames(path: string, head: Uint8Array): Promise<readonly string[]> {
  const text = await metadataOf(path, head).catch(() => '')
  if (!isOmeXml(text)) return []
  const metadata = parseOmeMetadata(text)
  if (metadata.kind === 'invalid') return []
  if (metadata.kind === 'images') return namesIn(metadata, basename(path))
  if (metadata.fileName === undefined) return []
  const master = basename(metadata.fileName.replaceAll('\\', '/'))
  const masterPath = join(dirname(path), master)
  const masterText = await metadataOf(masterPath, await headOf(masterPath)).catch(() => '')
  const known = isOmeXml(masterText) ? parseOmeMetadata(masterText) : undefined
  return [master, ...(known?.kind === 'images' ? namesIn(known, master) : [])]
}

type Images = Extract<ReturnType<typeof parseOmeMetadata>, { kind: 'images' }>

function namesIn({ images }: Images, own: string): string[] {
  const names = new Set<string>()
  for (const { pixels } of images) {
    if (typeof pixels === 'string') continue
    for (const { name } of pixels.planes.files) if (name !== undefined) names.add(name)
  }
  names.delete(own)
  return [...names]
}

async function metadataOf(path: string, head: Uint8Array): Promise<string> {
  if (isTiff(head)) {
    const tiff = await openTiffFile(path)
    try {
      return (await (await tiff.directory(0)).text(tag.imageDescription)) ?? ''
    } finally {
      await tiff.file.close()
    }
  }
  if (!isOmeCompanion(head, path) || (await stat(path)).size > longestTextBytes) return ''
  const file = await open(path)
  try {
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(512), 0, 512, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
