/** What stands behind the measured cells of a tool: its run, and whether all of it is still there. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ComparedTool } from '../../contract/comparison.ts'
import { counted } from '../counted.ts'
import type { CaseWork, RunEntry } from '../history/entries.ts'
import type { Queries } from '../history/queries.ts'

export interface RunFacts {
  readonly run: string
  readonly entry: RunEntry | null
  readonly work: readonly CaseWork[]
  /** Why nothing that was measured counts any more; null where all is there. */
  readonly gone: string | null
}

export interface RunPlaces {
  readonly history: Queries
  readonly workspaceDir: string
}

/** `scored`: the cases of which the comparison holds a score of this tool. */
export function runFacts(
  { history, workspaceDir }: RunPlaces,
  tool: Pick<ComparedTool, 'run'>,
  scored: readonly string[],
): RunFacts {
  const entry = history.run(tool.run)
  if (entry === null)
    return { run: tool.run, entry, work: [], gone: `The record has no run ${tool.run} any more.` }
  const work = history.workOfRun(tool.run)
  return {
    ...{ run: tool.run, entry, work },
    gone: missingCases(tool.run, work, scored) ?? missingFiles(tool.run, work, workspaceDir),
  }
}

function missingCases(
  run: string,
  work: readonly CaseWork[],
  scored: readonly string[],
): string | null {
  const done = new Set(work.filter(({ state }) => state === 'done').map((one) => one.case))
  const missing = scored.filter((id) => !done.has(id))
  return missing.length === 0
    ? null
    : `The record of run ${run} lacks ${counted(missing.length, 'case')} of ${String(scored.length)} that were scored.`
}

function missingFiles(run: string, work: readonly CaseWork[], workspaceDir: string): string | null {
  const predictions = work.flatMap(({ outputs }) =>
    outputs.filter(({ role }) => role === 'prediction').map(({ path }) => path),
  )
  const missing = predictions.filter((path) => !existsSync(join(workspaceDir, path)))
  const [first] = missing
  return first === undefined
    ? null
    : `${counted(missing.length, 'prediction')} of ${String(predictions.length)} of run ${run} ${missing.length === 1 ? 'is' : 'are'} gone (${first}).`
}
