/** Files dragged over the window and dropped on it, wherever that is. */
import { onBeforeUnmount, onMounted, ref } from 'vue'
import type { DroppedEntry } from '../stores/dropped-file.ts'

export function useFileDrop(take: (entries: readonly DroppedEntry[]) => void) {
  /** Files are over the window, not yet dropped. */
  const over = ref(false)
  /** Entering a child comes before leaving its parent: only the last leaving counts. */
  let depth = 0

  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

  function enter(event: DragEvent): void {
    if (!carriesFiles(event)) return
    depth++
    over.value = true
  }
  function leave(event: DragEvent): void {
    if (!carriesFiles(event)) return
    depth = Math.max(0, depth - 1)
    over.value = depth > 0
  }
  /** Without this the browser would open the file in the page's place. */
  function allow(event: DragEvent): void {
    if (!carriesFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
  }
  function drop(event: DragEvent): void {
    if (!carriesFiles(event)) return
    event.preventDefault()
    depth = 0
    over.value = false
    take(droppedEntries(event.dataTransfer))
  }

  const listeners = [
    ['dragenter', enter],
    ['dragleave', leave],
    ['dragover', allow],
    ['drop', drop],
  ] as const
  onMounted(() => {
    for (const [name, listener] of listeners) window.addEventListener(name, listener)
  })
  onBeforeUnmount(() => {
    for (const [name, listener] of listeners) window.removeEventListener(name, listener)
  })

  return { over }
}

function droppedEntries(transfer: DataTransfer | null): DroppedEntry[] {
  return Array.from(transfer?.items ?? [])
    .filter((item) => item.kind === 'file')
    .flatMap((item) => {
      const file = item.getAsFile()
      return file ? [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory ?? false }] : []
    })
}
