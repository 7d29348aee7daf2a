/** Entry of the desktop app: Electron's parts in, boot order in `boot.ts`. */
import { join } from 'node:path'
import * as electron from 'electron/main'
import { crashReporter, shell } from 'electron/common'
import { openDesktopCore } from './open-desktop-core.ts'
import { bootDesktop } from './boot.ts'

const log = (message: string): void => {
  process.stderr.write(`${message}\n`)
}

process.on('uncaughtException', (error) => {
  log(error.stack ?? error.message)
  electron.dialog.showErrorBox('Touchstone stopped', error.message)
  electron.app.exit(1)
})

bootDesktop({
  electron,
  crashReporter,
  openExternal: (address) => shell.openExternal(address),
  preloadPath: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
  workspaceIn: (userDataDir) => join(userDataDir, 'workspace'),
  openCore: (workspaceDir) => openDesktopCore(workspaceDir, electron.utilityProcess, log),
  log,
})
