/**
 * The shelf of a workspace as the hosts use it: models that are installed, on their way, or listed in a
 * collection. Only what a collection that was read names is ever fetched.
 */
import { join } from 'node:path'
import type { Collection, CollectionEntry, InstallOrder } from '../../contract/shelf.ts'
import type { Installation, InstalledTool } from '../../contract/shelf.ts'
import type { CollectionReading } from '../models/catalogue/read-collection.ts'
import { TouchstoneError } from '../errors.ts'
import type { StoredTool } from '../tools/shelf/stored-tool.ts'
import type { InstallSource } from '../tools/shelf/stage-package.ts'
import { allowedPath, type Root } from './allowed-path.ts'
import {
  createInstallations,
  type InstallationDependencies,
  type Installations,
} from './installations.ts'
import { createInstalledTools, type InstalledTools } from './installed-tools.ts'

export interface WorkspaceShelfDependencies extends Omit<InstallationDependencies, 'installed'> {
  readonly roots: readonly Root[]
  readonly isAlive: (processId: number) => boolean
}

export interface WorkspaceShelf {
  readonly installed: Pick<InstalledTools, 'list' | 'tool' | 'cover'>
  readonly installations: Omit<Installations, 'start'>
  /** Throws `not-allowed` outside the roots, `not-found` for an entry that the collection does not have. */
  install(order: InstallOrder): Promise<Installation>
  /**
   * A tool file that `prepare-weights` wrote, `shown` where its weights came from; once it is installed. Throws
   * `conflict` where the same network with the same settings is there under another name or meaning.
   */
  installPrepared(path: string, shown: string, sha256: string): Promise<InstalledTool>
  /** Removes the files; throws `conflict` while an evaluation that is not finished needs them. */
  remove(digest: string): Promise<InstalledTool>
  readCollection(source: string, readWeb?: boolean): Promise<Collection>
  /** Removes what killed processes left; never throws. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** Collections are kept as they were read, so that what was shown is what is installed. */
const mostRemembered = 16

export function createWorkspaceShelf(deps: WorkspaceShelfDependencies): WorkspaceShelf {
  const toolsDir = join(deps.workspaceDir, 'tools')
  const installed = createInstalledTools(toolsDir)
  const installations = createInstallations({ ...deps, installed })
  const readings = new Map<string, CollectionReading>()

  async function read(source: string, readWeb?: boolean): Promise<CollectionReading> {
    const place = isWeb(source) ? source : await allowedPath(source, deps.roots)
    const reading = await deps.engine.request('read-collection', {
      source: place,
      toolsDir,
      ...(readWeb === undefined ? {} : { readWeb }),
    })
    readings.delete(source)
    readings.set(source, reading)
    const [oldest] = readings.keys()
    if (readings.size > mostRemembered && oldest !== undefined) readings.delete(oldest)
    return reading
  }

  async function sourceOf(order: InstallOrder): Promise<{ from: InstallSource; shown: string }> {
    if ('path' in order) {
      const path = await allowedPath(order.path, deps.roots)
      return { from: { kind: 'path', path, web: null }, shown: path }
    }
    const { collection, origin } = readings.get(order.collection) ?? (await read(order.collection))
    const entry = collection.entries.find(({ id }) => id === order.entry)
    if (!entry?.download)
      throw new TouchstoneError(
        'not-found',
        entry
          ? `${entry.name} cannot be installed: ${entry.reason ?? 'the collection names nothing to get it from'}`
          : `The collection ${collection.source} has no entry ${order.entry}.`,
      )
    const { address, sha256 } = entry.download
    if (isWeb(address))
      return { from: { kind: 'address', address, sha256, origin }, shown: address }
    const path = await allowedPath(address, deps.roots)
    return { from: { kind: 'path', path, web: origin }, shown: path }
  }

  function requireUnneeded(digest: string): void {
    const needs = deps.history
      .unfinishedEvaluations()
      .find(({ tools }) => tools.some((tool) => tool.digest === digest))
    if (!needs) return
    throw new TouchstoneError(
      'conflict',
      `The evaluation ${needs.name} (${needs.id}) is not finished and needs this model; let it finish or cancel it first.`,
    )
  }

  return {
    installed,
    installations,
    async install(order) {
      const { from, shown } = await sourceOf(order)
      return installations.start(from, shown)
    },
    async installPrepared(path, shown, sha256) {
      const { id } = installations.start({ kind: 'path', path, web: null }, shown)
      const { tool: digest } = await installations.ended(id)
      const stored = (await installed.stored()).find((tool) => tool.digest === digest)
      if (digest !== null && stored?.descriptionSha256 === sha256) return installed.tool(digest)
      throw new TouchstoneError(
        'conflict',
        `This network is installed already with the same settings, but another name, channel or meaning of its output: ${stored?.name ?? 'unknown'}. Use that, or remove it first.`,
      )
    },
    async remove(digest) {
      await installed.tool(digest)
      requireUnneeded(digest)
      const removed = await installed.remove(digest, deps.processId)
      deps.history.append('tool-removed', { digest: removed.digest, name: removed.name })
      return removed
    },
    async readCollection(source, readWeb) {
      const [{ collection }, stored] = await Promise.all([
        read(source, readWeb),
        installed.stored(),
      ])
      const entries = collection.entries.map((entry) => ({
        ...entry,
        installed: installedFrom(entry, stored),
      }))
      return { ...collection, source, entries }
    },
    tidy: () =>
      installed.removeUnfinished(
        (processId) => processId !== deps.processId && deps.isAlive(processId),
      ),
    close: () => installations.close(),
  }
}

/** By the hash of its description, or by where it came from. */
function installedFrom(
  { download }: CollectionEntry,
  stored: readonly StoredTool[],
): CollectionEntry['installed'] {
  if (download === null) return null
  const found = stored.find(
    ({ source, descriptionSha256 }) =>
      source === download.address ||
      (download.sha256 !== null && descriptionSha256 === download.sha256),
  )
  return found?.digest ?? null
}

function isWeb(source: string): boolean {
  return /^https?:\/\//i.test(source)
}
