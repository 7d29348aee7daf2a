/** Names of the few messages between the window and the shell. Everything else is `fetch`. */
export const channels = {
  chooseFolder: 'touchstone:choose-folder',
  chooseFile: 'touchstone:choose-file',
} as const

/** What the preload puts on `window.touchstone`. Null: the person closed the dialog. */
export interface DesktopBridge {
  chooseFolder(title: string): Promise<string | null>
  chooseFile(title: string): Promise<string | null>
  /** Path of a file that was dropped on the page. */
  pathOf(file: File): string
}
