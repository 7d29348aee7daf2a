import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import type {
  EngineJobName,
  EngineJobs,
  MicroSsimOutput,
} from '../../../src-main/core/engine-port.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import { scoreWholeRuns } from '../../../src-main/core/evaluation/score-whole-runs.ts'
import type { EvaluationDependencies } from '../../../src-main/core/evaluation/dependencies.ts'
import { testDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset, toolDescription } from '../../fixtures/scripted-engine.ts'

type Input = EngineJobs['score-micro-ssim']['input']

const fit = { truthOffset: 3, predictionOffset: 2.5, largest: 900, gain: 1.0123456 }

/** A restoration dataset of three images; `answer` stands for the engine's MicroSSIM. */
function dependencies(answer: (input: Input) => MicroSsimOutput): EvaluationDependencies {
  const deps = testDependencies({
    dataset: frozenDataset(['a', 'b', 'c'], { task: 'restoration' }),
    outcome: (reference, id) => (reference === 'baseline:two' && id === 'b' ? new Error('no') : 30),
    describe: (reference) => toolDescription(reference, { tasks: ['restoration'] }),
  })
  return {
    ...deps,
    engine: {
      ...deps.engine,
      request: <Name extends EngineJobName>(name: Name, input: EngineJobs[Name]['input']) =>
        name === 'score-micro-ssim'
          ? Promise.resolve().then(() => answer(input as Input) as EngineJobs[Name]['output'])
          : deps.engine.request(name, input),
    },
  }
}

async function compared(deps: EvaluationDependencies, metrics: unknown) {
  const evaluations = createEvaluations(deps)
  const id = await evaluations.start(
    evaluationOrderSchema.parse({
      dataset: { folder: '/data/set' },
      tools: [{ reference: 'baseline:one' }, { reference: 'baseline:two' }],
      options: { metrics },
    }),
  )
  await evaluations.ended(id)
  return { id, document: deps.history.comparisonsOf(id)[0]!.document as never as Comparison }
}

interface Comparison {
  readonly tools: readonly { readonly key: string; readonly name: string }[]
  readonly estimates: Record<string, Record<string, { mean: number; n: number; failed: number }>>
  readonly cases: readonly { id: string; scores: Record<string, Record<string, unknown>> }[]
  readonly warnings: readonly string[]
}

/** As good as the image's place in the alphabet. */
const byName = (input: Input): MicroSsimOutput => ({
  fit,
  scores: ('pairs' in input ? input.pairs : []).map(({ id }) => ({
    id,
    score: { value: { a: 0.5, b: 0.6, c: 0.7 }[id] ?? 0 },
  })),
})

test('each run is fitted on all its images, and its scores are compared like any other', async () => {
  const { document } = await compared(dependencies(byName), ['default', 'micro-ssim-run'])
  const [one, two] = document.tools.map(({ key }) => document.estimates[key]!['micro-ssim-run']!)
  expect(one).toMatchObject({ mean: 0.6, n: 3, failed: 0 })
  // without the case that failed
  expect(two).toMatchObject({ mean: 0.6, n: 2, failed: 1 })
  expect(document.cases[1]!.scores[document.tools[0]!.key]!['micro-ssim-run']).toEqual({
    value: 0.6,
  })
  expect(document.warnings).toEqual(
    expect.arrayContaining([
      'MicroSSIM of one over the run: gain 1.0123, offsets 3 of the truth and 2.5 of the prediction, fitted on 3 images.',
      expect.stringMatching(/^MicroSSIM of two over the run: .* fitted on 2 images\.$/),
    ]),
  )
})

test('nothing is asked unless the metric is wanted', async () => {
  const deps = dependencies(() => {
    throw new Error('asked')
  })
  const { id, document } = await compared(deps, 'default')
  expect(document.estimates[document.tools[0]!.key]).not.toHaveProperty('micro-ssim-run')
  expect(await scoreWholeRuns(deps, id)).toBeNull()
})

test('a run that cannot be fitted has no score and says why', async () => {
  const deps = dependencies(() => {
    throw new TouchstoneError('bad-options', 'a: 1 pixel is NaN.')
  })
  const { document } = await compared(deps, ['default', 'micro-ssim-run'])
  expect(document.warnings).toContain('one has no MicroSSIM over the run: a: 1 pixel is NaN.')
  expect(document.estimates[document.tools[0]!.key]!['micro-ssim-run']!.mean).toBeNull()
})
