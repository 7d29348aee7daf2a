/** A stand-in for Electron that records what it is asked, in order. No mocking library. */
import type { BootDependencies, DesktopElectron } from '../../../src-main/hosts/electron/boot.ts'

type Listener = (...args: never[]) => unknown

export interface FakeElectron {
  readonly electron: DesktopElectron
  readonly crashReporter: BootDependencies['crashReporter']
  /** Everything that was called, by name, in order. */
  readonly calls: string[]
  readonly listeners: Map<string, Listener>
  readonly windowOptions: unknown[]
  handler: ((request: Request) => Promise<Response>) | null
  readonly ipc: Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>
  permissionAnswer: ((permission: string) => boolean) | null
  makeReady: () => void
}

export function fakeElectron({ hasLock = true } = {}): FakeElectron {
  const calls: string[] = []
  const listeners = new Map<string, Listener>()
  const ipc = new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>()
  let ready = (): void => undefined
  const whenReady = new Promise<void>((resolve) => {
    ready = resolve
  })
  const windowOptions: unknown[] = []
  const fake: FakeElectron = {
    calls,
    listeners,
    ipc,
    windowOptions,
    handler: null,
    permissionAnswer: null,
    makeReady: () => {
      ready()
    },
    crashReporter: {
      start: () => {
        calls.push('crashReporter.start')
      },
    },
    electron: undefined as unknown as DesktopElectron,
  }
  class FakeWindow {
    readonly webContents = { mainFrame: { url: 'touchstone://app/' } }
    constructor(options: unknown) {
      calls.push('new BrowserWindow')
      windowOptions.push(options)
    }
    once(): void {
      calls.push('window.once')
    }
    on(): void {
      calls.push('window.on')
    }
    show(): void {
      calls.push('window.show')
    }
    loadURL(address: string): Promise<void> {
      calls.push(`window.loadURL ${address}`)
      return Promise.resolve()
    }
  }
  const electron = {
    app: {
      enableSandbox: () => calls.push('app.enableSandbox'),
      requestSingleInstanceLock: () => {
        calls.push('app.requestSingleInstanceLock')
        return hasLock
      },
      quit: () => calls.push('app.quit'),
      exit: () => calls.push('app.exit'),
      getPath: () => '/home/person/.config/touchstone',
      on: (name: string, listener: Listener) => {
        calls.push(`app.on ${name}`)
        listeners.set(name, listener)
      },
      whenReady: () => whenReady,
    },
    BrowserWindow: FakeWindow,
    dialog: {
      showErrorBox: (title: string) => calls.push(`dialog.showErrorBox ${title}`),
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: ['/data/images'] }),
    },
    ipcMain: {
      handle: (
        channel: string,
        listener: (event: unknown, ...args: unknown[]) => Promise<unknown>,
      ) => {
        calls.push(`ipcMain.handle ${channel}`)
        ipc.set(channel, listener)
      },
    },
    protocol: {
      registerSchemesAsPrivileged: () => calls.push('protocol.registerSchemesAsPrivileged'),
      handle: (_scheme: string, handler: (request: Request) => Promise<Response>) => {
        calls.push('protocol.handle')
        fake.handler = handler
      },
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (
          handler: (contents: unknown, permission: string, answer: (yes: boolean) => void) => void,
        ) => {
          calls.push('session.setPermissionRequestHandler')
          fake.permissionAnswer = (permission) => {
            let given = true
            handler(null, permission, (yes) => {
              given = yes
            })
            return given
          }
        },
        setPermissionCheckHandler: () => calls.push('session.setPermissionCheckHandler'),
        setDevicePermissionHandler: () => calls.push('session.setDevicePermissionHandler'),
      },
    },
  }
  return Object.assign(fake, { electron: electron as unknown as DesktopElectron })
}
