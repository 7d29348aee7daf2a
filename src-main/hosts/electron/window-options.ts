/** The window: sandboxed, isolated, no Node; shown when its first picture is ready. */
import type { BrowserWindowConstructorOptions } from 'electron/main'

export function windowOptions(preloadPath: string): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Touchstone',
    backgroundColor: '#1d1f21',
    webPreferences: {
      preload: preloadPath,
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  }
}

/** Of a viewer that was opened in a window of its own: smaller, and shown at once. */
export function childWindowOptions(preloadPath: string): BrowserWindowConstructorOptions {
  return {
    ...windowOptions(preloadPath),
    ...{ width: 900, height: 800, minWidth: 320, minHeight: 240, show: true },
  }
}
