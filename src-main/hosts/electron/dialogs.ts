/** Native dialogs for the page, and for nobody but the main frame of our own window. */
import type { BrowserWindow, Dialog, IpcMain, IpcMainInvokeEvent } from 'electron/main'
import { channels } from './channels.ts'
import { isOurs } from './origin.ts'

export interface DialogDependencies {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  readonly dialog: Pick<Dialog, 'showOpenDialog'>
  readonly window: () => BrowserWindow | null
}

export function isOurSender(
  event: Pick<IpcMainInvokeEvent, 'senderFrame'>,
  window: { readonly webContents: { readonly mainFrame: unknown } } | null,
): boolean {
  const { senderFrame } = event
  return (
    senderFrame !== null &&
    window !== null &&
    senderFrame === window.webContents.mainFrame &&
    isOurs(senderFrame.url)
  )
}

export function serveDialogs({ ipcMain, dialog, window }: DialogDependencies): void {
  let lastFolder: string | undefined
  const serve = (channel: string, kind: 'openDirectory' | 'openFile'): void => {
    ipcMain.handle(channel, async (event, title: unknown) => {
      const owner = window()
      if (owner === null || !isOurSender(event, owner))
        throw new Error('This message is not from our window.')
      const chosen = await dialog.showOpenDialog(owner, {
        title: typeof title === 'string' ? title.slice(0, 200) : 'Open',
        properties: [kind],
        ...(lastFolder === undefined ? {} : { defaultPath: lastFolder }),
      })
      const path = chosen.canceled ? null : (chosen.filePaths[0] ?? null)
      lastFolder = path ?? lastFolder
      return path
    })
  }
  serve(channels.chooseFolder, 'openDirectory')
  serve(channels.chooseFile, 'openFile')
}
