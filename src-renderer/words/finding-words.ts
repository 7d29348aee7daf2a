/** Findings in words. Pure. */

/** `touching, edge` as tags: none empty, none twice. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '')
}

/** The day of a time in the record. */
export const dayOf = (at: string): string => at.slice(0, 10)
