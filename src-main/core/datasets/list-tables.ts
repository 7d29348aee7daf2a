/** The tables of one folder, by name: what points and classes are kept in. */
import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { manifestName } from '../../contract/input-manifest.ts'
import { TouchstoneError } from '../errors.ts'
import { matchesGlob } from './match-glob.ts'

const tableExtensions = ['.csv', '.tsv', '.txt', '.json', '.xml']

/** Absolute paths, hidden files left out. `arrays`: `.npy` too, which elsewhere is an image. */
export async function listTables(
  folder: string,
  {
    ignore = [],
    arrays = false,
  }: { readonly ignore?: readonly string[]; readonly arrays?: boolean },
): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new TouchstoneError(
      reason === 'ENOENT' ? 'file-not-found' : 'file-unreadable',
      reason === 'ENOENT'
        ? `The folder ${folder} does not exist.`
        : `The folder ${folder} cannot be read (${reason}).`,
    )
  })
  const names = entries
    .filter(({ name }) => name !== manifestName && !name.startsWith('.'))
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => isTable(name) || (arrays && extname(name).toLowerCase() === '.npy'))
    .filter((name) => !ignore.some((pattern) => matchesGlob(name, pattern)))
    .sort((a, b) => (a < b ? -1 : 1))
  // microscopes put XML of their own beside images; it counts where no other table does
  const others = names.filter((name) => extname(name).toLowerCase() !== '.xml')
  return (others.length > 0 || !arrays ? others : names).map((name) => join(folder, name))
}

export function isTable(name: string): boolean {
  return tableExtensions.includes(extname(name).toLowerCase())
}
