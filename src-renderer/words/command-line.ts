/** The command that repeats an evaluation. Pure. */
import type { Comparison } from '../../src-main/contract/comparison.ts'
import type { FrozenDataset } from '../../src-main/contract/datasets.ts'
import type { RunRecord } from '../../src-main/contract/evaluations.ts'
import { folderWithin, quoted } from './paths.ts'

/** What was fixed before results were seen. */
export type FixedChoice = Pick<Comparison, 'headline' | 'alpha' | 'minimalRelevantDifference'>

/** Tools by their references, without the input's own scores; the metrics by the options of the record. */
export function evaluateCommand(
  dataset: FrozenDataset,
  runs: readonly RunRecord[],
  { headline, alpha, minimalRelevantDifference }: FixedChoice,
): string {
  const first = runs[0]
  const options = first && Object.keys(first.metricOptions).length > 0 ? first.metricOptions : null
  const parts = [
    ...['--dataset', dataset.folder],
    ...pairing(dataset),
    ...runs.filter((run) => run.role === 'tool').flatMap((run) => ['--tool', run.reference]),
    ...(options ? ['--options', JSON.stringify(options)] : []),
    ...['--headline', headline],
    ...(alpha === usualAlpha ? [] : ['--alpha', String(alpha)]),
    ...(minimalRelevantDifference === null
      ? []
      : ['--minimal-difference', String(minimalRelevantDifference)]),
    ...(first ? ['--seed', String(first.seed)] : []),
    ...execution(runs),
  ]
  return `npm run -s touchstone -- evaluate ${parts.map(quoted).join(' ')}`
}

/** Left out of the command: it holds unless another is stated. */
const usualAlpha = 0.05

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
