/** Electron's binary, where it was installed, and the system's browser where it was not. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryDir } from './checkout.ts'

/** Path of Electron's binary, or null. Never imports `electron`: its entry would start a download. */
export function electronBinary(): string | null {
  const folder = join(repositoryDir, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

export function startDesktop(binary: string): void {
  const child = spawn(binary, [repositoryDir], { stdio: 'inherit' })
  child.on('exit', (code) => process.exit(code ?? 1))
}

export function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {
    process.stderr.write('No browser could be opened; please open the address above yourself.\n')
  })
  child.unref()
}
