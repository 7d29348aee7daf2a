/** The in-app folder browser: names only, hidden entries left out, never outside the roots. */
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Hono } from 'hono'
import type { FolderListing } from '../../contract/routes.ts'
import { messageOf, TouchstoneError } from '../errors.ts'
import { allowedPath } from './allowed-path.ts'
import type { ApiDependencies } from './dependencies.ts'

const mostEntries = 2000

export function addFolderRoutes(app: Hono, deps: ApiDependencies): void {
  app.get('/api/folders', async (context) => {
    const { roots } = deps.workspace
    const path = await allowedPath(context.req.query('path') ?? roots[0]?.path ?? '/', roots)
    const found = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      throw new TouchstoneError(
        'file-unreadable',
        `The folder ${path} cannot be listed: ${messageOf(error)}.`,
      )
    })
    const entries = found
      .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile()))
      .map((entry) => ({
        name: entry.name,
        path: join(path, entry.name),
        kind: entry.isDirectory() ? ('folder' as const) : ('file' as const),
      }))
      .sort((a, b) =>
        a.kind === b.kind
          ? a.name.localeCompare(b.name, 'en', { numeric: true })
          : a.kind === 'folder'
            ? -1
            : 1,
      )
    const parent = await allowedPath(dirname(path), roots).catch(() => null)
    const listing: FolderListing = {
      path,
      parent: parent === path ? null : parent,
      entries: entries.slice(0, mostEntries),
      truncated: entries.length > mostEntries,
    }
    return context.json(listing)
  })
}
