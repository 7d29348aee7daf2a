import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { bootDesktop } from '../../../src-main/hosts/electron/boot.ts'
import { fakeElectron, type FakeElectron } from './fake-electron.ts'

function boot(fake: FakeElectron, openCore = () => Promise.resolve(core(fake))) {
  return bootDesktop({
    electron: fake.electron,
    crashReporter: fake.crashReporter,
    openExternal: () => Promise.resolve(),
    preloadPath: '/out/preload/preload.cjs',
    openCore: (workspaceDir) => {
      fake.calls.push(`openCore ${workspaceDir}`)
      return openCore()
    },
    workspaceIn: (userData) => `${userData}/workspace`,
    log: (message) => fake.calls.push(`log ${message}`),
  })
}

const core = (fake: FakeElectron) => ({
  handle: (request: Request) =>
    Promise.resolve(Response.json({ asked: new URL(request.url).pathname })),
  begin: () => {
    fake.calls.push('core.begin')
  },
  close: () => {
    fake.calls.push('core.close')
    return Promise.resolve()
  },
})

test('before ready: crash reports stay here, sandbox, scheme, lock, listeners, in this order', () => {
  const fake = fakeElectron()
  expect(boot(fake)).toBe(true)
  expect(fake.calls).toEqual([
    'crashReporter.start',
    'app.enableSandbox',
    'protocol.registerSchemesAsPrivileged',
    'app.requestSingleInstanceLock',
    'app.on second-instance',
    'app.on web-contents-created',
    'app.on render-process-gone',
    'app.on child-process-gone',
    'app.on window-all-closed',
    'app.on before-quit',
  ])
})

test('after ready: permissions, core, scheme, dialogs, window, and only then activate', async () => {
  const fake = fakeElectron()
  boot(fake)
  const before = fake.calls.length
  fake.makeReady()
  await setImmediate()
  expect(fake.calls.slice(before)).toEqual([
    'session.setPermissionRequestHandler',
    'session.setPermissionCheckHandler',
    'session.setDevicePermissionHandler',
    'openCore /home/person/.config/touchstone/workspace',
    'protocol.handle',
    'ipcMain.handle touchstone:choose-folder',
    'ipcMain.handle touchstone:choose-file',
    'new BrowserWindow',
    'window.once',
    'window.on',
    'window.loadURL touchstone://app/',
    'core.begin',
    'app.on activate',
  ])
})

test('a second start quits and opens nothing', () => {
  const fake = fakeElectron({ hasLock: false })
  expect(boot(fake)).toBe(false)
  expect(fake.calls.at(-1)).toBe('app.quit')
  expect(fake.calls).not.toContain('app.on web-contents-created')
})

test('a record that cannot be opened is shown to the person', async () => {
  const fake = fakeElectron()
  boot(fake, () => Promise.reject(new Error('The workspace cannot be written.')))
  fake.makeReady()
  await setImmediate()
  expect(fake.calls.slice(-2)).toEqual([
    'dialog.showErrorBox Touchstone could not start',
    'app.exit',
  ])
})

test('quitting waits until the record is closed, once', async () => {
  const fake = fakeElectron()
  boot(fake)
  fake.makeReady()
  await setImmediate()
  const prevented: string[] = []
  const quit = fake.listeners.get('before-quit') as unknown as (event: {
    preventDefault(): void
  }) => void
  quit({ preventDefault: () => prevented.push('first') })
  await setImmediate()
  expect(fake.calls.slice(-2)).toEqual(['core.close', 'app.quit'])
  quit({ preventDefault: () => prevented.push('second') })
  expect(prevented).toEqual(['first'])
})

test('the window is sandboxed, isolated and without Node', async () => {
  const fake = fakeElectron()
  boot(fake)
  fake.makeReady()
  await setImmediate()
  expect(fake.windowOptions[0]).toMatchObject({
    show: false,
    webPreferences: {
      preload: '/out/preload/preload.cjs',
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      webviewTag: false,
      navigateOnDragDrop: false,
    },
  })
})

test.each([
  ['clipboard-sanitized-write', true],
  ['fullscreen', true],
  ['media', false],
  ['geolocation', false],
  ['notifications', false],
  ['openExternal', false],
  ['', false],
])('permission %s: %s', async (permission, given) => {
  const fake = fakeElectron()
  boot(fake)
  fake.makeReady()
  await setImmediate()
  expect(fake.permissionAnswer?.(permission)).toBe(given)
})

test('dialogs answer our main frame and nobody else', async () => {
  const fake = fakeElectron()
  boot(fake)
  fake.makeReady()
  await setImmediate()
  const choose = fake.ipc.get('touchstone:choose-folder')
  const frame = { url: 'touchstone://app/' }
  await expect(choose?.({ senderFrame: frame }, 'Open')).rejects.toThrow('not from our window')
  await expect(choose?.({ senderFrame: null }, 'Open')).rejects.toThrow('not from our window')
})
