/** Files that scorers read, written into a folder of their own. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Score, Task } from '../../../src-main/contract/words.ts'
import { scorePair } from '../../../src-main/engine/score-pair.ts'
import { npyFile } from '../npy-file.ts'

export interface LabelFiles {
  readonly folder: string
  /** Path of an unsigned 16-bit array; other types by their NumPy name. */
  write(name: string, shape: readonly number[], values: readonly number[], descr?: string): string
  writeBytes(name: string, bytes: Uint8Array): string
  remove(): void
}

const types = {
  '|u1': Uint8Array,
  '<u2': Uint16Array,
  '<u4': Uint32Array,
  '<f4': Float32Array,
} as const

export function labelFiles(): LabelFiles {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'scorers-')))
  const writeBytes = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
  return {
    folder,
    writeBytes,
    write: (name, shape, values, descr = '<u2') =>
      writeBytes(
        `${name}.npy`,
        npyFile(descr, shape, types[descr as keyof typeof types].from(values)),
      ),
    remove: () => {
      rmSync(folder, { recursive: true })
    },
  }
}

/** Scores by id, with notes. */
export async function scored(
  task: Task,
  truth: string,
  prediction: string,
  options: Parameters<typeof scorePair>[0]['options'] = {},
  more: Pick<Parameters<typeof scorePair>[0], 'region'> = {},
): Promise<{ readonly scores: Record<string, Score>; readonly notes: readonly string[] }> {
  const { scores, notes } = await scorePair({ task, truth, prediction, options, ...more })
  return {
    scores: Object.fromEntries(scores.map(({ metric, score }) => [metric.id, score])),
    notes,
  }
}
