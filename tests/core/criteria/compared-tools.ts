/** A finished comparison of scripted tools in a workspace folder, and the matrix over it. */
import type {
  CriteriaMatrix,
  Criterion,
  StatementOrder,
} from '../../../src-main/contract/criteria.ts'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import type { Digest } from '../../../src-main/contract/words.ts'
import {
  criteriaMatrix,
  readMatrixSource,
  type MatrixSource,
} from '../../../src-main/core/criteria/criteria-matrix.ts'
import { makeStatement } from '../../../src-main/core/criteria/decide.ts'
import type { CriteriaPlaces } from '../../../src-main/core/criteria/gather-facts.ts'
import type { DescriptionFacts } from '../../../src-main/core/engine-port.ts'
import { createEvaluations } from '../../../src-main/core/evaluation/evaluations.ts'
import { testDependencies, type TestDependencies } from '../../fixtures/evaluation-dependencies.ts'
import { frozenDataset, type Script } from '../../fixtures/scripted-engine.ts'

export interface Compared {
  readonly deps: TestDependencies
  readonly places: CriteriaPlaces
  readonly id: string
  source(): MatrixSource
  matrix(): Promise<CriteriaMatrix>
  digestOf(key: string): Digest
  state(key: string, criterion: string, said: Partial<StatementOrder>): Promise<void>
}

export const caseNames = Array.from({ length: 8 }, (_, at) => `case-${String(at + 1)}`)

export async function compareTools(
  tools: readonly string[] = ['baseline:a', 'baseline:b'],
  change: Partial<Script> = {},
  description: DescriptionFacts | null = null,
): Promise<Compared> {
  const deps = testDependencies({
    dataset: frozenDataset(caseNames),
    outcome: (reference, id) => (reference === tools[0] ? 0.9 : 0.6) - caseNames.indexOf(id) / 100,
    ...change,
  })
  const evaluations = createEvaluations(deps)
  const evaluation = await evaluations.start(
    evaluationOrderSchema.parse({
      dataset: { folder: '/data/set' },
      tools: tools.map((reference) => ({ reference })),
    }),
  )
  await evaluations.ended(evaluation)
  const id = `c${evaluation}`
  const engine = { request: () => Promise.resolve(description) } as unknown as NonNullable<
    CriteriaPlaces['engine']
  >
  const places = { history: deps.history, workspaceDir: deps.workspaceDir, engine }
  const source = (): MatrixSource => readMatrixSource(deps.history, id)
  const digestOf = (key: string): Digest =>
    source().comparison.tools.find((tool) => tool.key === key)!.digest
  return {
    ...{ deps, places, id, source, digestOf },
    matrix: () => criteriaMatrix(places, source()),
    state: (key, criterion, said) =>
      makeStatement(deps.history, {
        ...{ tool: digestOf(key), criterion, answer: 'yes', text: '', value: null },
        ...{ document: null, person: 'Anna', role: 'vendor', dated: null },
        ...said,
      }),
  }
}

/** A rated row that people answer, changed as a test needs it. */
export function ratedRow(change: Partial<Extract<Criterion, { kind: 'rated' }>> = {}): Criterion {
  return {
    ...{ kind: 'rated', id: 'own', group: 'usability', name: 'Own', question: 'Is it?' },
    ...{ source: { from: 'person' }, stratum: null, weight: 1, scale: null, anchors: [] },
    ...change,
  }
}
