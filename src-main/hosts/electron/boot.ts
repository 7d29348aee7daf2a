/**
 * The boot order of the desktop app (domain: Electron shell, section 2). What must happen before `ready`
 * happens synchronously in `bootDesktop`; the rest after it. Electron comes in as an argument, so that the
 * order is tested without its binary.
 */
import type { CrashReporter } from 'electron/common'
import type * as ElectronMain from 'electron/main'
import type { Handle } from './scheme.ts'
import { schemeDescription, serveScheme } from './scheme.ts'
import { guardContents } from './guard-contents.ts'
import { serveDialogs } from './dialogs.ts'
import { homeAddress } from './origin.ts'
import { mayUse } from './permissions.ts'
import { childWindowOptions, windowOptions } from './window-options.ts'

export type DesktopElectron = Pick<
  typeof ElectronMain,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'protocol' | 'session'
>

export interface OpenCore {
  readonly handle: Handle
  begin(): void
  close(): Promise<void>
}

export interface BootDependencies {
  readonly electron: DesktopElectron
  readonly crashReporter: Pick<CrashReporter, 'start'>
  readonly openExternal: (address: string) => Promise<void>
  readonly preloadPath: string
  /** Opens the record and the engine; called after `ready`. */
  readonly openCore: (workspaceDir: string) => Promise<OpenCore>
  readonly workspaceIn: (userDataDir: string) => string
  readonly log: (message: string) => void
}

/** False when another window of the same account already runs; the app is then quitting. */
export function bootDesktop(deps: BootDependencies): boolean {
  const { electron, log } = deps
  const { app, protocol } = electron
  deps.crashReporter.start({ uploadToServer: false })
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([schemeDescription])
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return false
  }
  let window: ElectronMain.BrowserWindow | null = null
  let core: OpenCore | null = null
  let isClosed = false

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  guardContents(app, deps.openExternal, log, childWindowOptions(deps.preloadPath))
  app.on('render-process-gone', (_event, contents, details) => {
    log(`the page ended (${details.reason})`)
    if (details.reason !== 'clean-exit') contents.reload()
  })
  app.on('child-process-gone', (_event, details) => {
    log(`a ${details.type} process ended (${details.reason})`)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    if (isClosed || core === null) return
    event.preventDefault()
    isClosed = true
    void core.close().finally(() => {
      app.quit()
    })
  })

  const createWindow = (): void => {
    const created = new electron.BrowserWindow(windowOptions(deps.preloadPath))
    window = created
    created.once('ready-to-show', () => {
      created.show()
    })
    created.on('closed', () => {
      window = null
    })
    created.loadURL(homeAddress).catch((error: unknown) => {
      log(`the page could not be loaded: ${String(error)}`)
    })
  }

  void app
    .whenReady()
    .then(async () => {
      setPermissions(electron)
      const opened = await deps.openCore(deps.workspaceIn(app.getPath('userData')))
      core = opened
      serveScheme(protocol, opened.handle)
      serveDialogs({ ipcMain: electron.ipcMain, dialog: electron.dialog, window: () => window })
      createWindow()
      opened.begin()
      app.on('activate', () => {
        if (window === null) createWindow()
      })
    })
    .catch((error: unknown) => {
      electron.dialog.showErrorBox(
        'Touchstone could not start',
        error instanceof Error ? error.message : String(error),
      )
      app.exit(1)
    })
  return true
}

function setPermissions({ session }: DesktopElectron): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(mayUse(permission))
  })
  defaultSession.setPermissionCheckHandler((_contents, permission) => mayUse(permission))
  defaultSession.setDevicePermissionHandler(() => false)
}
