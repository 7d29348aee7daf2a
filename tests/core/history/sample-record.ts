/** A small record to test with: one dataset, two tools, one evaluation, and steps to add to it. */
import { createHash } from 'node:crypto'
import type { Digest } from '../../../src-main/contract/words.ts'
import { digestOf } from '../../../src-main/core/canonical-json.ts'
import type { PayloadInput } from '../../../src-main/core/history/events.ts'
import type { History } from '../../../src-main/core/history/open-history.ts'
import { openHistory } from '../../../src-main/core/history/open-history.ts'

export function sha(text: string): Digest {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

export const caseIds = ['a', 'b', 'c']

/** A clock that goes on by one second at each look. */
export function tickingClock(start = Date.UTC(2026, 10, 22)): () => Date {
  let time = start
  return () => new Date((time += 1000))
}

export function openInMemory(): History {
  return openHistory(':memory:', { clock: tickingClock() })
}

export const environment = {
  versions: { touchstone: '0.1.0', node: '24.21.0' },
  host: 'bench-2',
  user: 'mara',
  requestedProvider: 'cpu',
}

export function datasetPayload(ids = caseIds): PayloadInput<'dataset-frozen'> {
  return {
    digest: sha(`dataset ${ids.length}`),
    folder: '/data/nuclei',
    name: 'Nuclei',
    task: 'instances',
    cases: ids.map((id) => ({
      id,
      sample: id === 'c' ? null : `slide-${id}`,
      role: 'test',
      factors: { stain: 'DAPI', dose: 0.1 },
      image: { path: `images/${id}.tif`, sha256: sha(`image ${id}`), sizeBytes: 12 },
      truth: { path: `truth/${id}.tif`, sha256: sha(`truth ${id}`), sizeBytes: 12 },
    })),
  }
}

export function toolPayload(name: string): PayloadInput<'tool-registered'> {
  return {
    digest: sha(`tool ${name}`),
    reference: `baseline:${name}`,
    kind: 'baseline',
    name,
    version: '1',
    summary: 'µm and \ufffd and 𝔘',
  }
}

export function evaluationPayload(
  evaluation = 'e1',
  ids = caseIds,
): PayloadInput<'evaluation-created'> {
  return {
    evaluation,
    name: 'First comparison',
    dataset: datasetPayload(ids).digest,
    task: 'instances',
    tools: ['otsu', 'median'].map((name) => ({
      key: name,
      role: 'tool' as const,
      reference: `baseline:${name}`,
      digest: toolPayload(name).digest,
      settings: { threshold: 0.5 },
    })),
    settings: { dataRange: 255 },
    headline: 'f1@0.5',
    alpha: 0.05,
    minimalRelevantDifference: null,
    seed: 7,
  }
}

export function runPayload(
  run: string,
  key = 'otsu',
  evaluation = 'e1',
  ids = caseIds,
): PayloadInput<'run-started'> {
  return {
    run,
    evaluation,
    key,
    datasetDigest: datasetPayload(ids).digest,
    toolDigest: toolPayload(key).digest,
    settings: { threshold: 0.5 },
    metricOptions: { dataRange: 255 },
    seed: 7,
    cases: ids.length,
    ...environment,
  }
}

const tuple = {
  version: '1',
  options: { dataRange: 255, window: 7 },
  aggregation: 'mean',
  emptyCasePolicy: 'touchstone',
}

export function casePayload(run: string, id: string, value = 0.75): PayloadInput<'case-finished'> {
  return {
    run,
    case: id,
    scores: [
      { ...tuple, metric: 'f1@0.5', value },
      { ...tuple, metric: 'psnr', value: 'Infinity' },
      { ...tuple, metric: 'dice', undefined: 'both-empty' },
    ],
    outputs: [{ role: 'prediction', path: `runs/${run}/${id}/p.tif`, sha256: sha(`${run} ${id}`) }],
    provider: 'cpu',
    seconds: { total: 1.5, session: 0.25 },
    notes: ['gray from luminance'],
  }
}

export function comparisonPayload(
  comparison: string,
  evaluation = 'e1',
): PayloadInput<'comparison-made'> {
  const document = { sentence: 'Not distinguishable with these 3 images.', n: 3 }
  return { comparison, evaluation, digest: digestOf(document), document }
}

/** Dataset, two tools and the evaluation `e1`: events 1 to 5. */
export function recordOrder(history: History, ids = caseIds): void {
  history.append('workspace-created', { versions: {}, host: 'bench-2', user: 'mara' })
  history.append('dataset-frozen', datasetPayload(ids))
  history.append('tool-registered', toolPayload('otsu'))
  history.append('tool-registered', toolPayload('median'))
  history.append('evaluation-created', evaluationPayload('e1', ids))
}

/** A whole evaluation with one failed case, a comparison and a last event without a table: 17 events. */
export function recordEvaluation(history: History): void {
  recordOrder(history)
  history.append('run-started', runPayload('r1', 'otsu'))
  for (const id of caseIds) history.append('case-finished', casePayload('r1', id))
  history.append('run-finished', {
    run: 'r1',
    state: 'done',
    done: 3,
    failed: 0,
    reason: null,
  })
  history.append('run-started', runPayload('r2', 'median'))
  history.append('case-finished', casePayload('r2', 'a', 1 / 3))
  history.append('case-failed', {
    run: 'r2',
    case: 'b',
    code: 'engine-died',
    message: 'The engine was killed (signal 9).',
  })
  history.append('case-finished', casePayload('r2', 'c', 0))
  history.append('run-finished', { run: 'r2', state: 'done', done: 2, failed: 1, reason: null })
  history.append('comparison-made', comparisonPayload('c1'))
  history.append('note', { by: 'mara', text: 'Looked at the worst case.' })
}
