/**
 * Whether settings were chosen where they may be: on the cases for tuning, with the same number of tries for
 * every tool. The record knows every evaluation of a dataset, so it knows what was tried where.
 */
import type { Digest, ToolKind } from '../../contract/words.ts'
import type { ToolSettings } from '../../contract/tool-file.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { EvaluationEntry } from '../history/entries.ts'

/** A ranked tool of the comparison. */
export interface TunedTool {
  readonly name: string
  readonly kind: ToolKind
  readonly digest: Digest
  readonly settings: ToolSettings
  /** What it would have run with if nobody had changed anything. */
  readonly defaults: ToolSettings
}

export type TriedEvaluation = Pick<EvaluationEntry, 'dataset' | 'cases' | 'tools'>

/** Sentences; none where nothing speaks against the choice of settings. `earlier`: of any dataset. */
export function tuningWarnings(
  now: TriedEvaluation,
  tools: readonly TunedTool[],
  earlier: readonly TriedEvaluation[],
): readonly string[] {
  const ofDataset = [...earlier.filter(({ dataset }) => dataset === now.dataset), now]
  const tried = (cases: TriedEvaluation['cases']) =>
    triesOf(ofDataset.filter((evaluation) => evaluation.cases === cases))
  const onTuning = tried('tuning')
  const own = tools.filter(
    (tool, at) => tools.findIndex(({ digest }) => digest === tool.digest) === at,
  )
  if (now.cases === 'tuning') return unlikeBudgets(own, onTuning)
  const onTest = tried('test')
  return [
    ...own.flatMap(({ name, digest }) => {
      const proven = onTuning.get(digest)
      const tries = [...(onTest.get(digest) ?? [])].filter(
        (one) => proven?.has(one) !== true,
      ).length
      return tries < 2
        ? []
        : [
            `${name} was run with ${tries} different settings on these test cases, none of them tried on cases for tuning before: the best of several tries flatters it.`,
          ]
    }),
    ...tools.flatMap((tool) => unprovenChoice(tool, onTuning)),
    ...unlikeBudgets(own, onTuning),
  ]
}

/** Different settings by tool digest. */
function triesOf(evaluations: readonly TriedEvaluation[]): ReadonlyMap<string, Set<string>> {
  const tries = new Map<string, Set<string>>()
  for (const { digest, role, settings } of evaluations.flatMap(({ tools }) => tools)) {
    if (role !== 'tool') continue
    const known = tries.get(digest)
    if (known === undefined) tries.set(digest, new Set([canonicalJson(settings)]))
    else known.add(canonicalJson(settings))
  }
  return tries
}

/** Thresholds and sizes that a person chose, where the record does not show on which cases. */
function unprovenChoice(
  { name, digest, settings, defaults }: TunedTool,
  onTuning: ReadonlyMap<string, Set<string>>,
): string[] {
  const changed = (['decoding', 'parameters'] as const).filter(
    (part) => canonicalJson(settings[part] ?? null) !== canonicalJson(defaults[part] ?? null),
  )
  if (changed.length === 0) return []
  if (onTuning.get(digest)?.has(canonicalJson(settings)) === true) return []
  return [
    `${name} ran with settings that a person chose (${changed.join(' and ')}); the record does not show that they were chosen on other images than these.`,
  ]
}

/** Only tools that run here have settings to try; how results made elsewhere were tuned is not known. */
function unlikeBudgets(
  tools: readonly TunedTool[],
  onTuning: ReadonlyMap<string, Set<string>>,
): string[] {
  const counts = tools
    .filter(({ kind }) => kind !== 'predictions')
    .map(({ name, digest }) => ({ name, tries: onTuning.get(digest)?.size ?? 0 }))
  if (new Set(counts.map(({ tries }) => tries)).size < 2) return []
  const each = counts.map(({ name, tries }) => `${name} ${tries}`).join(', ')
  return [
    `The tools were not tuned alike: different settings tried on the cases for tuning: ${each}. A tool that was tried more often has an advantage.`,
  ]
}
