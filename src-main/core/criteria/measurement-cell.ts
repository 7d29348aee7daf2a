/** What Touchstone measured of a tool beside its scores: time, failures, settings, and what checks found. */
import type { Cell, Criterion, EvidenceLink, MeasurementName } from '../../contract/criteria.ts'
import type { FrozenFile } from '../../contract/datasets.ts'
import { reviewTasks } from '../../contract/reviews.ts'
import type { Json } from '../../contract/words.ts'
import { fallbacksOf } from '../evaluation/summaries.ts'
import { estimateMean } from '../statistics/estimate.ts'
import { wilsonInterval } from '../statistics/wilson-interval.ts'
import type { CaseNumbers } from './case-numbers.ts'
import { knownCell, notApplicable, shortNumber, unknownCell } from './cells.ts'
import { fixed, type MeasuredCell } from './metric-cell.ts'
import { notMeasured, type ComparedFacts, type ToolFacts } from './tool-facts.ts'

type Within = ReadonlySet<string> | null

export function measurementCell(
  name: MeasurementName,
  tool: ToolFacts,
  stratum: Criterion['stratum'],
  within: Within,
): MeasuredCell {
  if (name === 'test-outputs') return fixed(testOutputs(tool))
  if (name === 'tile-seam') return fixed(seam(tool))
  if (name === 'blinded-review') return fixed(reviewed(tool, stratum))
  if (!isOfRun(name)) return fixed(checked(name, tool))
  const gone = notMeasured(tool)
  // what a check measured stands in only where no run could have said it
  if (tool.compared === null && isByCheck(name) && tool.checkOf(name) !== null)
    return fixed(checked(name, tool))
  if (gone !== null || tool.compared === null) return fixed(unknownCell(gone ?? ''))
  if (stratum !== null && !isByCase(name))
    return fixed(unknownCell('It is of the whole run and is not split by stratum.'))
  return ofRun[name](tool, tool.compared, within)
}

/** Recorded with the settings of a run; nobody sets it for a tool. */
const addedByRun = 'threads'

type OfRun =
  | 'seconds-per-megapixel'
  | 'settings-touched'
  | 'seconds-to-first-result'
  | 'failed-cases'
  | 'fallbacks'

const isOfRun = (name: MeasurementName): name is OfRun => Object.hasOwn(ofRun, name)
const isByCase = (name: OfRun): boolean =>
  name === 'seconds-per-megapixel' || name === 'failed-cases'

const isByCheck = (name: OfRun): boolean => isByCase(name) || name === 'seconds-to-first-result'

const elsewhere = 'It ran elsewhere, so it was not measured here; a person can state it.'

const ofRun: Readonly<
  Record<OfRun, (tool: ToolFacts, compared: ComparedFacts, within: Within) => MeasuredCell>
> = {
  'seconds-per-megapixel'(tool, compared, within) {
    if (tool.kind === 'predictions') return fixed(unknownCell(elsewhere))
    const values = secondsPerMegapixel(compared, within)
    const estimate = estimateMean(values, {
      level: 1 - compared.comparison.alpha,
      range: [0, null],
    })
    if (typeof estimate.mean !== 'number')
      return fixed(unknownCell('No case says how long it took, or how large it is.'))
    const cell = knownCell({
      state: 'measured',
      text: shortNumber(estimate.mean),
      ...{ value: estimate.mean, unit: 's/MP', n: estimate.n },
      lower: typeof estimate.lower === 'number' ? Math.max(0, estimate.lower) : null,
      upper: typeof estimate.upper === 'number' ? estimate.upper : null,
      evidence: [link(compared, `on ${compared.tool.provider ?? 'the processor'}`)],
    })
    return { cell, exact: estimate.mean, values, magnitude: false }
  },
  'settings-touched'(tool, compared) {
    if (tool.kind === 'predictions') return fixed(unknownCell(elsewhere))
    const settings = compared.run.entry?.settings
    if (tool.recorded === null || settings === undefined)
      return fixed(unknownCell('The record has no defaults to compare with.'))
    const touched = differences(tool.recorded.settings as Json, settings).filter(
      (name) => name !== addedByRun,
    )
    const cell = knownCell({
      state: 'measured',
      ...{ text: String(touched.length), value: touched.length, unit: 'settings' },
      evidence: [link(compared, touched.length === 0 ? 'its own defaults' : touched.join(', '))],
    })
    return fixed(cell)
  },
  'seconds-to-first-result'(tool, compared) {
    if (tool.kind === 'predictions') return fixed(unknownCell(elsewhere))
    const { entry, work } = compared.run
    const ends = work.filter(({ state }) => state === 'done').map((one) => Date.parse(one.endedAt))
    if (entry === null || ends.length === 0) return fixed(unknownCell('It gave no result.'))
    const seconds = Math.max(0, (Math.min(...ends) - Date.parse(entry.startedAt)) / 1000)
    const cell = knownCell({
      state: 'measured',
      ...{ text: shortNumber(seconds), value: seconds, unit: 's' },
      evidence: [link(compared, 'from the start of the run, scoring included')],
    })
    return fixed(cell)
  },
  'failed-cases'(tool, compared, within) {
    const values = failures(compared, within)
    const failed = values.filter(
      ({ score }) => typeof score === 'object' && 'value' in score && score.value === 1,
    ).length
    if (values.length === 0) return fixed(unknownCell('There are no cases to count.'))
    const { share, lower, upper } = wilsonInterval(
      failed,
      values.length,
      1 - compared.comparison.alpha,
    )
    const cell = knownCell({
      state: 'measured',
      text: `${String(failed)} of ${String(values.length)}`,
      ...{ value: share, unit: '', lower, upper, n: values.length },
      evidence: [
        link(
          compared,
          tool.kind === 'predictions' ? 'cases without a usable result' : 'failed cases',
        ),
      ],
    })
    return { cell, exact: share, values, magnitude: false }
  },
  fallbacks(tool, compared) {
    if (tool.kind !== 'model')
      return fixed({
        ...unknownCell(''),
        state: 'not-applicable',
        text: 'does not apply',
        reason: 'Only models are run on a chosen provider here.',
      })
    const passed = compared.run.entry === null ? [] : fallbacksOf(compared.run.entry)
    const reasons = passed.map(({ provider, reason }) => `${provider}: ${reason}`)
    const cell = knownCell({
      state: 'measured',
      ...{ text: String(passed.length), value: passed.length, unit: '' },
      evidence: [
        link(compared, reasons.length === 0 ? 'ran where it was meant to' : reasons.join('; ')),
      ],
    })
    return fixed(cell)
  },
}

function link({ run }: ComparedFacts, text: string): EvidenceLink {
  return { kind: 'run', run: run.run, text }
}

function secondsPerMegapixel(
  { comparison, dataset, run }: ComparedFacts,
  within: Within,
): CaseNumbers {
  const sizes = new Map(dataset?.cases.map(({ id, image }) => [id, megapixels(image)]))
  const samples = new Map(comparison.cases.map(({ id, sample }) => [id, sample]))
  return run.work.flatMap(({ case: id, state, seconds }) => {
    const size = sizes.get(id) ?? 0
    const total = seconds['total']
    if (state !== 'done' || total === undefined || size === 0) return []
    if ((within !== null && !within.has(id)) || !samples.has(id)) return []
    return [{ case: id, sample: samples.get(id) ?? null, score: { value: total / size } }]
  })
}

/** Of y, x and z; channels and times of one place count once. */
function megapixels({ axes, shape }: Pick<FrozenFile, 'axes' | 'shape'>): number {
  let pixels = 1
  for (const [at, axis] of [...axes].entries()) if ('yxz'.includes(axis)) pixels *= shape[at] ?? 1
  return pixels / 1e6
}

/** 1 for a case without a result, else 0. */
function failures({ comparison, tool }: ComparedFacts, within: Within): CaseNumbers {
  return comparison.cases
    .filter(({ id }) => within === null || within.has(id))
    .map(({ id, sample, scores }) => {
      const own = Object.values(scores[tool.key] ?? {})
      const isFailed = own.length > 0 && own.every((score) => 'failed' in score)
      return { case: id, sample, score: { value: isFailed ? 1 : 0 } }
    })
}

/** Names of settings whose values differ, at any depth. */
function differences(defaults: Json | undefined, used: Json | undefined, path = ''): string[] {
  if (isMap(defaults) && isMap(used)) {
    const names = [...new Set([...Object.keys(defaults), ...Object.keys(used)])].sort()
    return names.flatMap((name) =>
      differences(defaults[name], used[name], path === '' ? name : `${path}.${name}`),
    )
  }
  return JSON.stringify(defaults) === JSON.stringify(used) ? [] : [path]
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function reviewed({ compared }: ToolFacts, stratum: Criterion['stratum']): Cell {
  if (compared === null) return unknownCell('It was in no comparison yet.')
  const { comparison, review } = compared
  if (!reviewTasks.some((task) => task === comparison.task))
    return notApplicable('Its results are no pictures, which a blinded review would show.')
  if (review === null)
    return unknownCell('No blinded review of this comparison was answered and locked yet.')
  if (stratum !== null) return unknownCell('It is of the whole review and is not split by stratum.')
  const evidence: EvidenceLink[] = [{ kind: 'review', session: review.session, text: review.text }]
  const { figure } = review
  if ('undefined' in figure) return unknownCell(`In the review, ${figure.undefined}.`, evidence)
  const { value, lower, upper, n } = figure
  return knownCell({ state: 'measured', text: review.shown, value, lower, upper, n, evidence })
}

function testOutputs({ installed, kind }: ToolFacts): Cell {
  if (installed === null)
    return unknownCell(
      kind === 'model'
        ? 'It was not installed in this workspace, so its test outputs were not tried.'
        : 'It brings no test outputs that Touchstone knows; a person can state what came out.',
    )
  const { seq, testOutputs: status } = installed
  if (status !== 'passed' && status !== 'ran-not-reproduced')
    return unknownCell('Its test outputs were not tried, or it cannot run here.')
  const passed = status === 'passed'
  return knownCell({
    state: 'measured',
    ...{ text: passed ? 'reproduced' : 'not reproduced', value: passed ? 1 : 0 },
    evidence: [{ kind: 'check', seq, text: 'when it was installed' }],
  })
}

function seam(tool: ToolFacts): Cell {
  const { seam: found, kind } = tool
  if (found === null || found.check.status === 'not-measured')
    return kind === 'model' && tool.checkOf('tile-seam') === null
      ? unknownCell(found?.check.message ?? 'The seam between tiles was not checked.')
      : checked('tile-seam', tool)
  const { status, maxAbsDifference, message } = found.check
  const isSeamless = status === 'seamless'
  return knownCell({
    state: 'measured',
    text: isSeamless ? 'no seams' : `seams up to ${shortNumber(Number(maxAbsDifference))}`,
    value: isSeamless ? 1 : 0,
    evidence: [{ kind: 'check', seq: found.seq, text: message ?? 'with tiles laid in two ways' }],
  })
}

function checked(check: string, tool: ToolFacts): Cell {
  const found = tool.checkOf(check)
  if (found === null)
    return unknownCell(
      tool.kind === 'predictions'
        ? elsewhere
        : 'It was not checked yet; start the checks of this tool.',
    )
  const evidence: EvidenceLink[] = [
    { kind: 'check', seq: found.seq, text: found.text || found.reason },
  ]
  if (found.value === null) return unknownCell(found.reason, evidence)
  return knownCell({
    state: 'measured',
    text: found.text,
    ...{ value: found.value, unit: found.unit, evidence },
  })
}
