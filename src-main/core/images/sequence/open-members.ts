/** The files of a series, each open while it is read; a few more are kept for the next read. */
import type { ImageSource } from '../types.ts'

export interface OpenMembers {
  /** Opens a file, or takes the one that is open, and keeps it until `work` has ended. */
  use<T>(index: number, work: (source: ImageSource) => Promise<T>): Promise<T>
  /** The same without an end in sight: the caller releases it once. */
  hold(index: number): Promise<{ readonly source: ImageSource; readonly release: () => void }>
  close(): Promise<void>
}

interface Kept {
  readonly opened: Promise<ImageSource>
  users: number
}

/** Files that are kept open though nobody reads them. */
const keptOpen = 8

export function openMembers(
  paths: readonly (string | undefined)[],
  open: (path: string) => Promise<ImageSource>,
): OpenMembers {
  const kept = new Map<number, Kept>()

  async function hold(
    index: number,
  ): Promise<{ readonly source: ImageSource; readonly release: () => void }> {
    const entry = kept.get(index) ?? { opened: open(paths[index]!), users: 0 }
    entry.users++
    kept.delete(index)
    kept.set(index, entry) // the last one used stands last
    closeUnused()
    try {
      return { source: await entry.opened, release: () => release(entry) }
    } catch (error) {
      if (kept.get(index) === entry) kept.delete(index)
      throw error
    }
  }

  function release(entry: Kept): void {
    entry.users--
    closeUnused()
  }

  function closeUnused(): void {
    for (const [index, entry] of kept) {
      if (kept.size <= keptOpen) return
      if (entry.users > 0) continue
      kept.delete(index)
      void closeOne(entry)
    }
  }

  return {
    hold,
    async use(index, work) {
      const { source, release: done } = await hold(index)
      try {
        return await work(source)
      } finally {
        done()
      }
    },
    async close() {
      const all = [...kept.values()]
      kept.clear()
      await Promise.all(all.map(closeOne))
    },
  }
}

async function closeOne({ opened }: Kept): Promise<void> {
  await opened.then(
    (source) => source.close(),
    () => undefined, // it never opened
  )
}
