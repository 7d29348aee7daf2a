/**
 * Settings of a workspace: a small file beside the record, for what an order leaves open. What an evaluation
 * was really ordered with stands in the record.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  executionSettingsSchema,
  type Execution,
  type ExecutionSettings,
  type OrderedExecution,
} from '../contract/execution.ts'
import { messageOf, TouchstoneError } from './errors.ts'

const fileName = 'settings.json'

/** @throws TouchstoneError bad-options where the file is there and cannot be used. */
export async function readSettings(workspaceDir: string): Promise<ExecutionSettings> {
  const path = join(workspaceDir, fileName)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw unusable(path, messageOf(error))
  })
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    throw unusable(path, messageOf(error))
  }
  const settings = executionSettingsSchema.safeParse(parsed)
  if (settings.success) return settings.data
  const [issue] = settings.error.issues
  throw unusable(path, `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'wrong'}`)
}

export async function writeSettings(
  workspaceDir: string,
  settings: ExecutionSettings,
): Promise<ExecutionSettings> {
  const path = join(workspaceDir, fileName)
  const passing = `${path}.${process.pid}`
  try {
    await writeFile(passing, `${JSON.stringify(settings, null, 2)}\n`)
    await rename(passing, path)
  } catch (error) {
    throw new TouchstoneError(
      'folder-read-only',
      `The settings cannot be written to ${path}: ${messageOf(error)}.`,
    )
  }
  return settings
}

/** What an order says, else the workspace, else the program's rule for threads. */
export function settleExecution(
  order: {
    readonly execution?: Execution | undefined
    readonly threads?: number | undefined
    readonly memoryLimitMb?: number | null | undefined
  },
  settings: ExecutionSettings,
  usualThreads: number,
): OrderedExecution {
  return {
    execution: order.execution ?? settings.execution,
    threads: order.threads ?? settings.threads ?? usualThreads,
    memoryLimitMb: order.memoryLimitMb === undefined ? settings.memoryLimitMb : order.memoryLimitMb,
  }
}

function unusable(path: string, reason: string): TouchstoneError {
  return new TouchstoneError(
    'bad-options',
    `The settings file ${path} cannot be used (${reason}). Correct it, or delete it to go back to the defaults.`,
  )
}
