/** What a tool gave, in the form that two answers are compared in: pixels, or the lines of a table. */
import { readFile } from 'node:fs/promises'
import type { Task } from '../../../contract/words.ts'
import { readLabelImage } from '../../images/read-label-image.ts'
import { readRealImage } from '../../images/read-real-image.ts'

export type ReadOutput =
  | { readonly kind: 'labels'; readonly shape: readonly number[]; readonly data: Uint32Array }
  | {
      readonly kind: 'image'
      readonly shape: readonly number[]
      readonly data: Float32Array | Float64Array
    }
  /** Points or the class; without the head line. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }

/** Throws what reading the file throws. */
export async function readOutput(task: Task, path: string): Promise<ReadOutput> {
  if (task === 'detection' || task === 'classification') {
    const text = await readFile(path, 'utf8')
    const lines = text.split(/\r?\n/).filter((line) => line !== '')
    return { kind: 'lines', lines: lines.slice(1) }
  }
  if (task === 'restoration') {
    const { shape, data } = await readRealImage(path)
    return { kind: 'image', shape, data }
  }
  const { shape, data } = await readLabelImage(path)
  return { kind: 'labels', shape, data }
}
