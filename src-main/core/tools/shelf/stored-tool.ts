/**
 * `installed.json` in `tools/<digest>/` of a workspace, and what it says to the outside. Places inside the
 * folder are relative, so that a workspace can be moved. Read by both processes; pure.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { installedToolSchema, type InstalledTool } from '../../../contract/shelf.ts'
import type { Digest } from '../../../contract/words.ts'

export const storedToolName = 'installed.json'
/** Pictures of what a test or a seam check found; not a part of the package. */
export const checkFolderName = 'touchstone-check'
/** Folders of this name are being filled or emptied by the process that is named. */
export const unfinishedPrefix = '.unfinished-'

export const storedToolSchema = installedToolSchema.omit({ reference: true, cover: true }).extend({
  formatVersion: z.literal(1),
  /** The file that a reference names; empty: the folder itself. */
  entry: z.string(),
  covers: z.array(z.string()),
  /** Of the description as it was received, hexadecimal: how a collection knows it again. */
  descriptionSha256: z.string().nullable(),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.number(), sha256: z.string() })),
})
export type StoredTool = z.infer<typeof storedToolSchema>

/** `sha256:` is no part of a folder's name: Windows allows no colon there. */
export function toolFolderName(digest: Digest): string {
  return digest.slice('sha256:'.length)
}

export function onWire(stored: StoredTool, folder: string): InstalledTool {
  const { entry, covers } = stored
  const cover = `/api/tools/${encodeURIComponent(stored.digest)}/covers/0`
  const described = installedToolSchema
    .omit({ reference: true, cover: true, check: true, seam: true })
    .strip()
    .parse(stored)
  return {
    ...described,
    ...withPlaces(stored, (place) => join(folder, place)),
    reference: entry === '' ? folder : join(folder, entry),
    cover: covers.length === 0 ? null : cover,
  }
}

/** Pictures that a check kept, named from elsewhere. */
export function withPlaces(
  { check, seam }: Pick<InstalledTool, 'check' | 'seam'>,
  place: (path: string) => string,
): Pick<InstalledTool, 'check' | 'seam'> {
  const outputs = check.testOutputs.outputs.map((output) => {
    const { files } = output
    if (files === null) return output
    const { expected, actual, difference } = files
    return {
      ...output,
      files: { expected: place(expected), actual: place(actual), difference: place(difference) },
    }
  })
  const map = seam?.map ?? null
  return {
    check: { ...check, testOutputs: { ...check.testOutputs, outputs } },
    seam: seam === null || map === null ? seam : { ...seam, map: place(map) },
  }
}
