/** The confusion matrix of every tool of a comparison of classification, with the cases of each cell. */
import type { Comparison } from '../../contract/comparison.ts'
import type { Confusion } from '../../contract/confusion.ts'
import type { Score } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'

/** Throws `not-found` for a comparison of another task. */
export function confusionOfComparison(comparison: Comparison): Confusion {
  const { classification } = comparison
  if (classification === undefined)
    throw new TouchstoneError(
      'not-found',
      `The comparison ${comparison.id} is of the task ${comparison.task} and has no confusion matrix.`,
    )
  const { classes, truth, predictions } = classification
  return {
    comparison: comparison.id,
    classes,
    tools: comparison.tools.map(({ key, name }) => {
      const named = predictions[key] ?? {}
      const cells = cellsOf(classes, truth, named)
      const countAt = (t: string, p: string): number =>
        cells.find((cell) => cell.truth === t && cell.prediction === p)?.cases.length ?? 0
      const counts = classes.map((t) => classes.map((p) => countAt(t, p)))
      return {
        key,
        name,
        counts,
        cells,
        perClass: classes.map((name, place) => ({ class: name, ...sharesOf(counts, place) })),
        missing: Object.keys(truth).filter((id) => named[id] === undefined),
      }
    }),
  }
}

type Cells = Confusion['tools'][number]['cells']

function cellsOf(
  classes: readonly string[],
  truth: Readonly<Record<string, string>>,
  named: Readonly<Record<string, { readonly class: string }>>,
): Cells {
  const cases = new Map<string, string[]>()
  const keyOf = (t: string, p: string): string => JSON.stringify([t, p])
  for (const [id, { class: prediction }] of Object.entries(named)) {
    const key = keyOf(truth[id] ?? '', prediction)
    cases.set(key, [...(cases.get(key) ?? []), id])
  }
  return classes.flatMap((t) =>
    classes.flatMap((p) => {
      const ids = cases.get(keyOf(t, p))
      return ids ? [{ truth: t, prediction: p, cases: ids }] : []
    }),
  )
}

/** Recall and precision of the class at `place`: rows are true, columns are named. */
export function sharesOf(
  counts: readonly (readonly number[])[],
  place: number,
): { readonly recall: Score; readonly precision: Score } {
  const both = counts[place]![place]!
  const truth = counts[place]!.reduce((sum, count) => sum + count, 0)
  const prediction = counts.reduce((sum, row) => sum + row[place]!, 0)
  return {
    recall: truth === 0 ? { undefined: 'truth-empty' } : { value: both / truth },
    precision: prediction === 0 ? { undefined: 'prediction-empty' } : { value: both / prediction },
  }
}
