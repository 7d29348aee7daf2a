/** The command that repeats an evaluation. Pure. */
import type { FrozenDataset } from '../../src-main/contract/datasets.ts'
import type { RunRecord } from '../../src-main/contract/evaluations.ts'
import { folderWithin, quoted } from './paths.ts'

/** Tools by their references, without the input's own scores. */
export function evaluateCommand(dataset: FrozenDataset, runs: readonly RunRecord[]): string {
  const first = runs[0]
  const options = first && Object.keys(first.metricOptions).length > 0 ? first.metricOptions : null
  const parts = [
    ...['--dataset', dataset.folder],
    ...pairing(dataset),
    ...runs.filter((run) => run.role === 'tool').flatMap((run) => ['--tool', run.reference]),
    ...(options ? ['--options', JSON.stringify(options)] : []),
    ...(first ? ['--seed', String(first.seed)] : []),
    ...execution(runs),
  ]
  return `npm run -s touchstone -- evaluate ${parts.map(quoted).join(' ')}`
}

/** As the models were ordered; nothing where no model took part, or where it was not recorded. */
function execution(runs: readonly RunRecord[]): string[] {
  const ordered = runs.find((run) => run.execution !== null)?.execution
  if (!ordered) return []
  const { memoryLimitMb } = ordered
  return [
    ...['--execution', ordered.execution, '--threads', String(ordered.threads)],
    ...(memoryLimitMb === null ? [] : ['--memory-limit', String(memoryLimitMb)]),
  ]
}

/** Without dataset.yaml: the subfolders and the task. */
function pairing(dataset: FrozenDataset): string[] {
  if (dataset.pairedBy.includes('dataset.yaml')) return []
  const side = (name: 'image' | 'truth') => {
    const folders = new Set(
      dataset.cases.map((entry) => folderWithin(dataset.folder, entry[name].path)),
    )
    const [only] = folders
    return folders.size === 1 && only ? only : null
  }
  const [images, truth] = [side('image'), side('truth')]
  return [
    ...(images && truth && images !== truth ? ['--images', images, '--truth', truth] : []),
    ...['--task', dataset.task],
  ]
}
