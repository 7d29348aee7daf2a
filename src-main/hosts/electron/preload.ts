/** Runs sandboxed before the page: three named functions, no Electron object crosses. */
import { contextBridge, ipcRenderer, webUtils } from 'electron/renderer'
import { channels, type DesktopBridge } from './channels.ts'

const bridge: DesktopBridge = {
  chooseFolder: (title) =>
    ipcRenderer.invoke(channels.chooseFolder, title) as Promise<string | null>,
  chooseFile: (title) => ipcRenderer.invoke(channels.chooseFile, title) as Promise<string | null>,
  pathOf: (file) => webUtils.getPathForFile(file),
}

contextBridge.exposeInMainWorld('touchstone', bridge)
