/** What the scripts share about a checkout: its folders, and whether the built pages are stale. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const repositoryDir = dirname(import.meta.dirname)
export const pagesDir = join(repositoryDir, 'out', 'renderer')
const stampFile = join(repositoryDir, 'out', 'pages-built-from.txt')
const pageSources = [
  'src-renderer',
  'src-main/contract',
  'electron.vite.config.ts',
  'package-lock.json',
]

/** Newest change and number of files among what the pages are made from. */
function sourceState(): string {
  let newest = 0
  let files = 0
  const visit = (path: string): void => {
    const stat = statSync(path)
    if (stat.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name))
    else {
      files += 1
      newest = Math.max(newest, stat.mtimeMs)
    }
  }
  for (const source of pageSources) visit(join(repositoryDir, source))
  return `${files} files, newest ${newest}`
}

export function pagesAreStale(): boolean {
  if (!existsSync(join(pagesDir, 'index.html')) || !existsSync(stampFile)) return true
  return readFileSync(stampFile, 'utf8') !== sourceState()
}

/** Builds pages, shell, engine and command line into out/. Output goes to stderr. */
export function build(): void {
  const state = sourceState()
  const run = spawnSync(
    process.execPath,
    [
      join(repositoryDir, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
      'build',
      '--logLevel',
      'warn',
    ],
    { cwd: repositoryDir, stdio: ['ignore', 2, 2] },
  )
  if (run.status !== 0) throw new Error('The pages could not be built; the messages above say why.')
  writeFileSync(stampFile, state)
}
