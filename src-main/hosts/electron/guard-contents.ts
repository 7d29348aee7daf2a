/** Every web view: navigation and new windows only to our own address, no embedded views. */
import type { Shell } from 'electron/common'
import type {
  App,
  BrowserWindowConstructorOptions,
  Event,
  WebContents,
  WebPreferences,
} from 'electron/main'
import { isOurs, mayOpenOutside } from './origin.ts'

type OpenOutside = Pick<Shell, 'openExternal'>['openExternal']

export function guardContents(
  app: Pick<App, 'on'>,
  openExternal: OpenOutside,
  log: (message: string) => void,
  /** Of windows that our own pages open: the same walls as around the first. */
  ownWindow: BrowserWindowConstructorOptions,
): void {
  app.on('web-contents-created', (_event, contents) => {
    guardOne(contents, openExternal, log, ownWindow)
  })
}

function guardOne(
  contents: WebContents,
  openExternal: OpenOutside,
  log: (message: string) => void,
  ownWindow: BrowserWindowConstructorOptions,
): void {
  const stop = (event: Event & { readonly url: string }): void => {
    if (isOurs(event.url)) return
    event.preventDefault()
    log(`navigation refused: ${event.url}`)
  }
  contents.on('will-navigate', stop)
  contents.on('will-frame-navigate', stop)
  contents.on('will-redirect', stop)
  contents.on('will-attach-webview', (event: Event, _preferences: WebPreferences) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    if (isOurs(url) && isOurs(contents.getURL()))
      return { action: 'allow', overrideBrowserWindowOptions: ownWindow }
    if (mayOpenOutside(url))
      openExternal(url).catch((error: unknown) => {
        log(`the browser could not be opened: ${String(error)}`)
      })
    return { action: 'deny' }
  })
}
