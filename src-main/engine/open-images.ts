/**
 * Image files kept open: a bounded number, the one used longest ago closed first, none while somebody
 * waits for its pixels. A file that was changed since is opened again.
 */
import { viewText } from '../contract/volume-view.ts'
import type { ImageQuestion } from '../core/engine-port.ts'
import type { ImageSource } from '../core/images/types.ts'

export interface OpenedImage<Source extends ImageSource = ImageSource> {
  readonly source: Source
  /** Changes whenever the pixels may have changed. */
  readonly contentKey: string
}

export interface OpenImages<Source extends ImageSource> {
  /** The image stays open until the promise that `work` gives is settled. */
  use<T>(image: ImageQuestion, work: (opened: OpenedImage<Source>) => Promise<T>): Promise<T>
}

export interface OpenImagesOptions<Source extends ImageSource> {
  readonly capacity: number
  /** A file's stamp is looked at again after so long. */
  readonly recheckAfterMs: number
  readonly open: (image: ImageQuestion) => Promise<OpenedImage<Source>>
  readonly stampOf: (image: ImageQuestion) => Promise<string>
  readonly now: () => number
}

interface Entry<Source extends ImageSource> {
  readonly key: string
  readonly stamp: string
  readonly opened: OpenedImage<Source>
  checkedAt: number
  uses: number
  isLeaving: boolean
}

export function createOpenImages<Source extends ImageSource>(
  options: OpenImagesOptions<Source>,
): OpenImages<Source> {
  const entries = new Map<string, Entry<Source>>()
  /** Questions for each image, from when they come until they are answered: none is closed before. */
  const claims = new Map<string, number>()
  const opening = new Map<string, Promise<Entry<Source>>>()

  /** Present, and not changed behind our back. */
  async function current(image: ImageQuestion): Promise<Entry<Source>> {
    const key = keyOf(image)
    const known = entries.get(key)
    if (known !== undefined && options.now() - known.checkedAt < options.recheckAfterMs) {
      entries.delete(key)
      entries.set(key, known) // last used, last in line
      return known
    }
    const begun = opening.get(key) ?? renew(image, key).finally(() => opening.delete(key))
    opening.set(key, begun)
    return begun
  }

  async function renew(image: ImageQuestion, key: string): Promise<Entry<Source>> {
    const known = entries.get(key)
    const checkedAt = options.now()
    // Before opening, so that a change while it is opened is noticed the next time.
    const stamp = await options.stampOf(image)
    if (known !== undefined && known.stamp === stamp && !known.isLeaving) {
      known.checkedAt = checkedAt
      return known
    }
    if (known !== undefined) leave(known)
    const opened = await options.open(image)
    const entry = { key, stamp, opened, checkedAt, uses: 0, isLeaving: false }
    entries.set(key, entry)
    return entry
  }

  function claim(key: string, change: 1 | -1): void {
    const count = (claims.get(key) ?? 0) + change
    if (count > 0) claims.set(key, count)
    else claims.delete(key)
  }

  function closeOldest(): void {
    for (const entry of entries.values()) {
      if (entries.size <= options.capacity) break
      if (!claims.has(entry.key)) leave(entry)
    }
  }

  function leave(entry: Entry<Source>): void {
    if (entries.get(entry.key) === entry) entries.delete(entry.key)
    entry.isLeaving = true
    closeIfUnused(entry)
  }

  return {
    async use(image, work) {
      const key = keyOf(image)
      claim(key, 1)
      try {
        let entry = await current(image)
        // A change of the file may have been found while this question waited for its turn.
        while (entry.isLeaving) entry = await current(image)
        return await used(entry, work)
      } finally {
        claim(key, -1)
        closeOldest()
      }
    },
  }
}

async function used<Source extends ImageSource, T>(
  entry: Entry<Source>,
  work: (opened: OpenedImage<Source>) => Promise<T>,
): Promise<T> {
  entry.uses++
  try {
    return await work(entry.opened)
  } finally {
    entry.uses--
    closeIfUnused(entry)
  }
}

function keyOf({ reference, sha256, asLabels, view }: ImageQuestion): string {
  return JSON.stringify([reference, sha256, asLabels, view ? viewText(view) : null])
}

function closeIfUnused({ isLeaving, uses, opened }: Entry<ImageSource>): void {
  if (isLeaving && uses === 0) void opened.source.close().catch(() => undefined)
}
