/**
 * `touchstone-manifest.json`, beside inputs that were written for a tool elsewhere: which file is which case,
 * under names that say nothing. It comes back with the results and finds their cases.
 */
import { z } from 'zod'
import { digestSchema } from './words.ts'

export const manifestName = 'touchstone-manifest.json'

const contentShape = {
  formatVersion: z.literal(1),
  dataset: z.strictObject({ digest: digestSchema, name: z.string() }),
  exportedAt: z.string(),
  /** Of the order in which the cases were numbered. */
  seed: z.number().int().nonnegative(),
  format: z.enum(['tiff', 'as-is']),
  cases: z
    .array(
      z.strictObject({
        case: z.string(),
        file: z.string(),
        /** Of the file that was written, and of the image that it was made of. */
        sha256: digestSchema,
        imageSha256: digestSchema,
      }),
    )
    .min(1),
}
export const manifestContentSchema = z.strictObject(contentShape)
export type ManifestContent = z.infer<typeof manifestContentSchema>

/** `digest` is that of everything else in it. */
export const inputManifestSchema = z.strictObject({ ...contentShape, digest: digestSchema })
export type InputManifest = z.infer<typeof inputManifestSchema>
