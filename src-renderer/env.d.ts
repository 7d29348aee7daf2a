/** What the desktop's preload adds to the page; absent in a browser, where the in-app browser stands in. */
interface TouchstoneBridge {
  /** Open the system's dialogs; null when the person closes them. */
  readonly chooseFolder: (title: string) => Promise<string | null>
  readonly chooseFile: (title: string) => Promise<string | null>
  /** Path of a file or folder that was dropped on the page. */
  readonly pathOf: (file: File) => string
}

interface Window {
  readonly touchstone?: TouchstoneBridge
}

/** For the linter, which does not read components; vue-tsc knows their real types. */
declare module '*.vue' {
  import type { Component } from 'vue'

  const component: Component
  export default component
}
