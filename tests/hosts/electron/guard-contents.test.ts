import { expect, test } from 'vitest'
import { guardContents } from '../../../src-main/hosts/electron/guard-contents.ts'

type App = Parameters<typeof guardContents>[0]
type Listener = (event: { url: string; preventDefault(): void }) => void

const ownWindow = { webPreferences: { sandbox: true } }

function contentsOf(address = 'touchstone://app/#/history') {
  const opened: string[] = []
  const listeners = new Map<string, Listener>()
  let openHandler: ((details: { url: string }) => { action: string }) | null = null
  const contents = {
    getURL: () => address,
    on: (name: string, listener: Listener) => listeners.set(name, listener),
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler
    },
  }
  const app = {
    on: (_name: string, listener: (event: unknown, contents: unknown) => void) => {
      listener({}, contents)
    },
  }
  guardContents(
    app as unknown as App,
    (address) => {
      opened.push(address)
      return Promise.resolve()
    },
    () => undefined,
    ownWindow,
  )
  const prevented = (name: string, url: string): boolean => {
    let stopped = false
    listeners.get(name)?.({ url, preventDefault: () => (stopped = true) })
    return stopped
  }
  return { prevented, opened, open: (url: string) => openHandler?.({ url }) }
}

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s stays at home', (name) => {
  const { prevented } = contentsOf()
  expect(prevented(name, 'https://evil.example/')).toBe(true)
  expect(prevented(name, 'file:///etc/passwd')).toBe(true)
  expect(prevented(name, 'touchstone://app/#/history')).toBe(false)
})

test('embedded views are never attached', () => {
  expect(contentsOf().prevented('will-attach-webview', 'touchstone://app/')).toBe(true)
})

test('windows of other addresses are denied; a listed address goes to the browser', () => {
  const { open, opened } = contentsOf()
  expect(open('https://bioimage.io/')).toEqual({ action: 'deny' })
  expect(open('https://evil.example/')).toEqual({ action: 'deny' })
  expect(opened).toEqual(['https://bioimage.io/'])
})

test('our own pages may open our own pages, within the same walls', () => {
  const { open, opened } = contentsOf()
  const allowed = { action: 'allow', overrideBrowserWindowOptions: ownWindow }
  expect(open('touchstone://app/#/comparisons/c/cases/1?only=truth')).toEqual(allowed)
  for (const address of [
    'touchstone://elsewhere/',
    'touchstone:app',
    'http://app/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'about:blank',
    '',
  ])
    expect(open(address)).toEqual({ action: 'deny' })
  expect(contentsOf('https://evil.example/').open('touchstone://app/')).toEqual({ action: 'deny' })
  expect(opened).toEqual([])
})
