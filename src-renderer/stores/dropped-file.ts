/**
 * A file dropped on the window, on its way to the page that shows it: by its own path where the desktop knows
 * it, else as a copy, which a large file is asked for first.
 */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { isAbort, sentenceOf } from '../api/problem.ts'
import { uploadImage } from '../api/upload.ts'

export interface DroppedEntry {
  readonly file: File
  readonly isFolder: boolean
}

/** Copying less than this needs no question. */
export const quietlyCopiedBytes = 200 * 2 ** 20

export const useDroppedFile = defineStore('dropped-file', () => {
  /** Too large to be copied without asking. */
  const question = shallowRef<File | null>(null)
  const copying = shallowRef<{ readonly name: string; readonly fraction: number } | null>(null)
  const problem = ref<string | null>(null)
  /** Something worth knowing that stops nothing. */
  const note = ref<string | null>(null)
  /** A path to open; whoever opens it sets it back. */
  const ready = ref<string | null>(null)
  let controller = new AbortController()

  function take(entries: readonly DroppedEntry[]): void {
    const first = entries[0]
    if (!first) return
    forget()
    if (entries.length > 1)
      note.value = `${entries.length} files were dropped; one image is shown at a time: ${first.file.name}.`
    const path = window.touchstone?.pathOf(first.file)
    if (path) ready.value = path
    else if (first.isFolder)
      problem.value = `${first.file.name} is a folder, and a browser hands over single files only. Choose it with “Open an image” instead.`
    else if (first.file.size > quietlyCopiedBytes) question.value = first.file
    else void copy(first.file)
  }

  async function copy(file: File): Promise<void> {
    question.value = null
    controller = new AbortController()
    const { signal } = controller
    copying.value = { name: file.name, fraction: 0 }
    const onProgress = (fraction: number) => {
      if (!signal.aborted) copying.value = { name: file.name, fraction }
    }
    try {
      const path = await uploadImage(file, { onProgress, signal })
      if (!signal.aborted) ready.value = path
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) problem.value = sentenceOf(error)
    } finally {
      if (!signal.aborted) copying.value = null
    }
  }

  /** Stops copying and takes back every word. */
  function forget(): void {
    controller.abort()
    question.value = null
    copying.value = null
    problem.value = null
    note.value = null
  }

  return { question, copying, problem, note, ready, take, copy, forget }
})
