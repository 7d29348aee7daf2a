/**
 * The images that were opened by their path, each under a name that cannot be guessed. The same image gets
 * the same name again, so that what a browser kept of it stays useful.
 */

export interface OpenedImageEntry {
  readonly path: string
  /** The path with which of its images and what its axes mean. */
  readonly reference: string
}

export interface OpenedImageList {
  nameOf(entry: OpenedImageEntry): string
  find(name: string): OpenedImageEntry | null
}

/** Beyond `capacity` images the one that was asked for longest ago is forgotten. */
export function createOpenedImageList(
  randomId: () => string,
  capacity: number = 1000,
): OpenedImageList {
  const entries = new Map<string, OpenedImageEntry>()
  const names = new Map<string, string>()

  function touch(name: string, entry: OpenedImageEntry): void {
    entries.delete(name)
    entries.set(name, entry)
  }

  return {
    nameOf(entry) {
      const name = names.get(entry.reference) ?? randomId()
      names.set(entry.reference, name)
      touch(name, entry)
      for (const [oldest, { reference }] of entries) {
        if (entries.size <= capacity) break
        entries.delete(oldest)
        names.delete(reference)
      }
      return name
    },
    find(name) {
      const entry = entries.get(name)
      if (entry === undefined) return null
      touch(name, entry)
      return entry
    },
  }
}
