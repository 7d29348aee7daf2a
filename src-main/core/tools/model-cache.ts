/**
 * Models stay open between cases: a session takes longer to make than a small image to predict. A model
 * whose files changed since it was opened is opened anew.
 */
import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isTouchstoneError } from '../errors.ts'

export interface Closable {
  close(): Promise<void> | void
}

export interface ModelCache<Model extends Closable> {
  /** Runs `use` with the open model; never closes it while in use. */
  withModel<Result>(key: ModelKey, use: (model: Model) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export interface ModelKey {
  /** Package folder, zip, description or weights. */
  readonly path: string
  readonly threads: number
  readonly cacheDir: string
  /** The one execution provider to open it on; the CPU where absent. */
  readonly provider?: string | undefined
  /** Settings of bare weights, where a tool states them. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined
}

interface Entry<Model> {
  readonly fingerprint: string
  readonly model: Promise<Model>
  users: number
  isDropped: boolean
}

/** At most `capacity` models stay open while unused; the one unused longest goes first. */
export function createModelCache<Model extends Closable>(
  open: (key: ModelKey) => Promise<Model>,
  capacity: number,
): ModelCache<Model> {
  const entries = new Map<string, Entry<Model>>()

  const closeIfDone = async (entry: Entry<Model>): Promise<void> => {
    if (!entry.isDropped || entry.users > 0) return
    const model = await entry.model.catch(() => null)
    await model?.close()
  }
  const drop = async (name: string): Promise<void> => {
    const entry = entries.get(name)
    if (!entry) return
    entries.delete(name)
    entry.isDropped = true
    await closeIfDone(entry)
  }
  const entryFor = async (name: string, key: ModelKey): Promise<Entry<Model>> => {
    const fingerprint = await fingerprintOf(key.path)
    const known = entries.get(name)
    if (known?.fingerprint === fingerprint) {
      entries.delete(name)
      entries.set(name, known)
      return known
    }
    await drop(name)
    const entry: Entry<Model> = { fingerprint, model: open(key), users: 0, isDropped: false }
    entries.set(name, entry)
    // A model that could not be opened is not kept; whoever waits for it gets the error.
    entry.model.catch(() => {
      if (entries.get(name) === entry) entries.delete(name)
    })
    return entry
  }
  const dropUnused = async (): Promise<void> => {
    for (const [name, entry] of [...entries]) {
      if (entries.size <= capacity) return
      if (entry.users === 0) await drop(name)
    }
  }

  return {
    async withModel(key, use) {
      const name = nameOf(key)
      const entry = await entryFor(name, key)
      entry.users++
      try {
        return await use(await entry.model)
      } catch (error) {
        // a session on a card that was lost never works again
        if (isTouchstoneError(error) && error.code === 'provider-failed') {
          entry.isDropped = true
          if (entries.get(name) === entry) entries.delete(name)
        }
        throw error
      } finally {
        entry.users--
        await closeIfDone(entry)
        await dropUnused()
      }
    },
    async close() {
      for (const name of [...entries.keys()]) await drop(name)
    },
  }
}

/** Names, sizes and times of change of a package's files, two levels deep: different after any edit. */
async function fingerprintOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null)
  if (!found) return 'absent'
  if (found.isDirectory()) return (await filesOf(path, 1)).join('\n')
  if (/\.ya?ml$/i.test(path)) return (await filesOf(dirname(path), 1)).join('\n')
  return `${found.size}:${found.mtimeMs}`
}

async function filesOf(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const files: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && depth > 0) files.push(...(await filesOf(path, depth - 1)))
    const file = await stat(path).catch(() => null)
    files.push(file ? `${path}:${file.size}:${file.mtimeMs}` : path)
  }
  return files
}

/** Models of the same files are others where their settings are. */
function nameOf({ path, threads, provider = 'cpu', parameters = {} }: ModelKey): string {
  const stated = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([path, threads, provider, stated])
}
