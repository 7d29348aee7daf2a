/** The commands that score, or predict, one case of one run again. Pure. */
import type { FrozenCase, FrozenDataset } from '../../src-main/contract/datasets.ts'
import type { RunRecord } from '../../src-main/contract/evaluations.ts'
import { imageTasks } from '../../src-main/contract/words.ts'
import { fileName, fullPath, jsonArgument, quotedFor, shellOf } from './paths.ts'

export interface CaseCommands {
  readonly tool: string
  /** Null where the run has no prediction of the case. */
  readonly score: string | null
  /** What the network gives for the image; null for tools that are no model. */
  readonly predict: string | null
}

const program = 'npm run -s touchstone --'

/** For the tools of a comparison; `workspace` is the folder that its predictions lie in. */
export function caseCommands(
  dataset: FrozenDataset,
  runs: readonly RunRecord[],
  caseId: string,
  workspace: string,
): readonly CaseCommands[] {
  const item = dataset.cases.find(({ id }) => id === caseId)
  if (!item) return []
  const shell = shellOf(workspace)
  const line = (...words: readonly string[]) =>
    [program, ...words.map((word) => quotedFor(shell, word))].join(' ')
  return runs
    .filter(({ role }) => role === 'tool')
    .map((run) => {
      const score = scoreWords(dataset, run, item, workspace)
      const isModel = run.kind === 'model'
      return {
        tool: run.tool,
        score: score && line(...score),
        predict: isModel ? line(...predictWords(run, item)) : null,
      }
    })
}

function scoreWords(
  dataset: FrozenDataset,
  run: RunRecord,
  item: FrozenCase,
  workspace: string,
): readonly string[] | null {
  const found = run.caseResults
    .find((result) => result.case === item.id)
    ?.outputs.find(({ role }) => role === 'prediction')
  if (!found) return null
  const { region } = item
  const hasOptions = Object.keys(run.metricOptions).length > 0
  const options = shellOf(workspace) === 'windows' ? jsonArgument : JSON.stringify
  return [
    ...['score', '--task', dataset.task, '--truth', item.truth.path],
    ...['--prediction', fullPath(workspace, found.path)],
    ...(imageTasks.some((task) => task === dataset.task) ? ['--image', item.image.path] : []),
    ...(region ? [`--${region.kind}`, region.file.path] : []),
    ...(hasOptions ? ['--options', options(run.metricOptions)] : []),
  ]
}

function predictWords(run: RunRecord, item: FrozenCase): readonly string[] {
  const stem = fileName(item.image.path).replace(/\.[^.]*$/, '')
  const threads = run.execution?.threads
  return [
    ...['model', 'predict', run.reference, '--input', item.image.path],
    ...['--output', `${stem}-network.ome.tif`],
    ...(threads === undefined ? [] : ['--threads', String(threads)]),
  ]
}
