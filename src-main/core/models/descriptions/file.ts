/** A file as descriptions name it: a path, a web address, or `{source, sha256}`. */
import { z } from 'zod'

export const sha256Schema = z.string().regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')

export const fileSchema = z
  .union([
    z
      .string()
      .min(1)
      .transform((source) => ({ source, sha256: null })),
    z.looseObject({ source: z.string().min(1), sha256: sha256Schema.nullish() }),
  ])
  .transform(({ source, sha256 }) => ({ source, sha256: sha256?.toLowerCase() ?? null }))
