import type { z } from 'zod'

/** A field that may be left out or null; both read as null. */
export function absentAsNull<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? null)
}
