/** What people reach among themselves on a dataset, asked once per content, and what it proposes. */
import type { FrozenDataset } from '../../contract/datasets.ts'
import type { FingerprintFacts } from '../../contract/fingerprint.ts'
import type { Digest, Json } from '../../contract/words.ts'
import { digestOf } from '../canonical-json.ts'
import type { AnnotatorAgreement, AnnotatorPair, Engine } from '../engine-port.ts'
import { metricDefinition } from '../metrics/definitions.ts'

/** More say no more about a median. */
const mostPairs = 60

const known = new WeakMap<Engine, Map<Digest, Promise<AnnotatorAgreement>>>()

/** Null where one person annotated, or where the task has no images to compare. */
export async function peopleAgreement(
  engine: Engine,
  dataset: FrozenDataset,
): Promise<AnnotatorAgreement | null> {
  const { task } = dataset
  if (task === 'classification') return null
  const pairs = pairsOf(dataset).slice(0, mostPairs)
  if (pairs.length === 0) return null
  const ofEngine = known.get(engine) ?? new Map<Digest, Promise<AnnotatorAgreement>>()
  known.set(engine, ofEngine)
  const key = digestOf({ task, pairs: pairs as unknown as Json, dataset: dataset.digest })
  let asked = ofEngine.get(key)
  if (asked === undefined) {
    asked = engine.request('annotator-agreement', { task, pairs })
    ofEngine.set(key, asked)
    asked.catch(() => ofEngine.delete(key))
  }
  return asked
}

/** Every person beside the truth, and every two of them, image by image. */
function pairsOf({ cases }: FrozenDataset): AnnotatorPair[] {
  return cases.flatMap(({ truth, annotators = {}, region }) => {
    const others = Object.values(annotators).map(({ path }) => path)
    const all = others.length === 0 ? [] : [truth.path, ...others]
    const part =
      region === undefined ? {} : { region: { kind: region.kind, path: region.file.path } }
    return all.flatMap((own, at) =>
      all.slice(at + 1).map((other) => ({ truth: own, prediction: other, ...part })),
    )
  })
}

/** For the fingerprint: how far outlines or points of two people lie apart. */
export function peopleFacts(
  agreement: AnnotatorAgreement | null,
): Pick<FingerprintFacts, 'people'> {
  if (agreement === null) return {}
  const { pairs, distancePx } = agreement
  return { people: { pairs, distancePx } }
}

export interface PeopleProposal {
  readonly sentence: string
  /** Half of what people miss of full agreement; null where that cannot be told. */
  readonly minimalRelevantDifference: number | null
}

/** In words, with the difference between tools that people could not confirm. */
export function peopleProposal(agreement: AnnotatorAgreement | null): PeopleProposal | null {
  if (agreement === null || agreement.mean === null) return null
  const { name, range, digits } = metricDefinition(agreement.metric)
  const best = range[1]
  const reached = `People who annotated the same images reach ${name} ${agreement.mean.toFixed(digits)} among themselves (mean of ${agreement.pairs} pairs)`
  if (best === null) return { sentence: `${reached}.`, minimalRelevantDifference: null }
  const half = Math.max(10 ** -digits, Number(((best - agreement.mean) / 2).toFixed(digits)))
  return {
    sentence: `${reached}. A difference between tools below ${half}, half of what they miss of full agreement, is one that people could not confirm: it is proposed as the minimal relevant difference.`,
    minimalRelevantDifference: half,
  }
}
