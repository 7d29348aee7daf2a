/** An OME-TIFF under its final name, whole or not at all, with its hash: what every writer of pixels ends in. */
import { stat } from 'node:fs/promises'
import type { Digest } from '../../contract/words.ts'
import { digestOfFile } from './file-digest.ts'
import {
  createOmeTiffWriter,
  type OmeTiffDescription,
  type PlaneWriter,
} from './tiff/write-ome-tiff.ts'
import { writeAtomically } from './write-atomically.ts'

export interface WrittenFile {
  readonly sha256: Digest
  readonly sizeBytes: number
}

type Produce = (writer: Pick<PlaneWriter, 'tile' | 'writeTile' | 'writeRegion'>) => Promise<void>

/** `produce` writes the planes; the file appears once it is done. Errors as `writeAtomically`. */
export async function writeTiff(
  path: string,
  description: OmeTiffDescription,
  produce: Produce,
): Promise<void> {
  await writeAtomically(path, async (handle) => {
    const writer = createOmeTiffWriter(handle, description)
    await produce(writer)
    await writer.finish()
  })
}

/** The same, and its hash, for what goes into the record. */
export async function writeTiffFile(
  path: string,
  description: OmeTiffDescription,
  produce: Produce,
): Promise<WrittenFile> {
  await writeTiff(path, description, produce)
  return { sha256: await digestOfFile(path), sizeBytes: (await stat(path)).size }
}
