/**
 * Why a package's own test output is not reproduced: the model is run again with one step at a time taken
 * as other programs take it, then as a whole program would, until the stored output comes out.
 */
import type { Session } from '../inference/session.ts'
import type { Tensor } from '../inference/tensor.ts'
import { compareOutput } from './compare-output.ts'
import type { ModelDescription } from './description.ts'
import {
  deviations,
  deviationWords,
  programNames,
  programs,
  type Deviation,
} from './processing/deviations.ts'
import { runnableModel } from './runnable-model.ts'

export interface Explanation {
  readonly deviations: readonly Deviation[]
  /** bioimageio.core or JDLL, where only all that it does otherwise explains the difference. */
  readonly program: 'core' | 'jdll' | null
  /** One sentence. */
  readonly message: string
}

/** Null where nothing that is known of other programs explains the difference. */
export async function explainDifference(
  model: ModelDescription,
  inputs: readonly Tensor[],
  expected: readonly Tensor[],
  session: Session,
): Promise<Explanation | null> {
  const axes = model.outputs.map((output) => output.axes.map((axis) => axis.id))
  const runs: { readonly fed: readonly Tensor[]; readonly raw: readonly Tensor[] }[] = []
  for (const { program, set } of attempts) {
    const runnable = runnableModel(model, { deviations: new Set(set) })
    const fed = runnable.preprocess(inputs)
    let run = runs.find((earlier) => areEqual(earlier.fed, fed))
    if (run === undefined) runs.push((run = { fed, raw: await session.run(fed, axes) }))
    const actual = runnable.postprocess(run.raw, inputs)
    if (agree(model, expected, actual)) return explanation(program, set)
  }
  return null
}

const attempts: readonly {
  readonly program: Explanation['program']
  readonly set: readonly Deviation[]
}[] = [
  ...deviations.map((deviation) => ({ program: null, set: [deviation] })),
  { program: 'core', set: programs.core },
  { program: 'jdll', set: programs.jdll },
]

function explanation(program: Explanation['program'], set: readonly Deviation[]): Explanation {
  const what = set.map((deviation) => deviationWords[deviation]).join('; ')
  const by = program === null ? 'a program in which' : `${programNames[program]}, in which`
  return {
    deviations: set,
    program,
    message: `The stored output comes from ${by} ${what}: with that it is reproduced.`,
  }
}

function agree(
  model: ModelDescription,
  expected: readonly Tensor[],
  actual: readonly Tensor[],
): boolean {
  return model.outputs.every((output, index) => {
    const [wanted, got] = [expected[index]!, actual[index]!]
    if (wanted.shape.join() !== got.shape.join()) return false
    return compareOutput(model, output, wanted, got).comparison.passed
  })
}

function areEqual(a: readonly Tensor[], b: readonly Tensor[]): boolean {
  return a.every(({ data }, tensor) => {
    const other = b[tensor]!.data
    for (let i = 0; i < data.length; i++) if (!Object.is(data[i], other[i])) return false
    return true
  })
}
